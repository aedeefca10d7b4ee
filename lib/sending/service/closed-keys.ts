import "server-only";

import { findKeyFor } from "@/lib/ports/gateway-key-repository";
import type { Ports } from "@/lib/ports/ports";

type KeyPorts = Pick<Ports, "circuits" | "connections" | "sending">;

/**
 * Keys of the account whose work would go out with a key that is closed: their own, or the one that has
 * taken its place. Whichever group it is: a gateway that cannot be asked would leave a send in doubt.
 */
export async function listClosedKeys(ports: KeyPorts, account: string): Promise<Set<string>> {
  const open = new Set((await ports.circuits.listOpen()).map(({ gatewayKeyId }) => gatewayKeyId));
  if (open.size === 0) return open;
  const closed = new Set<string>();
  for (const id of await ports.sending.listKeys(account)) {
    const usable = await findKeyFor(ports.connections, id);
    if (open.has(usable?.key.id ?? id)) closed.add(id);
  }
  return closed;
}
