import "server-only";

import type { GatewayConnection } from "@/lib/ports/gateway";
import { type StoredKey, secretPlace } from "@/lib/ports/gateway-key-repository";
import type { Vault } from "@/lib/ports/vault";

/**
 * Opens its secret when the gateway's adapter asks for it, and not before: whoever only chooses a key never holds
 * it. It is on the prototype, so that neither JSON nor a log line nor a copy of the object has it.
 */
export class StoredConnection implements GatewayConnection {
  readonly baseUrl: string;
  readonly #open: () => string;

  constructor(stored: StoredKey, vault: Vault) {
    this.baseUrl = stored.baseUrl;
    this.#open = () => vault.open(stored.sealed, secretPlace(stored));
  }

  get secret(): string {
    return this.#open();
  }
}
