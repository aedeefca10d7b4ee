import "server-only";

import { createHash } from "node:crypto";
import type { Clock } from "@/lib/ports/clock";
import type {
  GatewayConnections,
  GatewayKeyRepository,
  KeyScope,
  StoredKey,
  UsableKey,
} from "@/lib/ports/gateway-key-repository";
import type { Vault } from "@/lib/ports/vault";
import type { Settings } from "@/lib/server/env";
import { StoredConnection } from "@/lib/server/stored-connection";

const SANDBOX_SECRET = "sk-sandbox";

type Parts = { keys: GatewayKeyRepository; clock: Clock; vault: Vault };

/** The keys of this process's settings, each with its row, the real one first; and those of the teams. */
export function createConnections(
  settings: Settings,
  { keys, clock, vault }: Parts,
): GatewayConnections {
  const list = listConfigured(settings, { keys, clock });
  const usableOf = (stored: StoredKey): UsableKey => {
    const { id, source, label, fingerprint, account, isEnabled } = stored;
    return {
      key: { id, source, label, fingerprint, account },
      connection: new StoredConnection(stored, vault),
      speed: 1,
      // The secret that signs is that of the settings' key.
      callbackUrl: null,
      ...(!isEnabled && { isOff: true }),
    };
  };
  async function current(scope?: KeyScope): Promise<UsableKey> {
    const chosen = scope && (await keys.findChosen(scope));
    if (chosen) return usableOf(chosen);
    const [first] = await list();
    const isReal = first && first.key.source !== "sandbox";
    const oldest = scope && !isReal && (await keys.findOldest(scope.teamId));
    if (oldest) return usableOf(oldest);
    if (!first) throw new Error("No gateway: set TOAPIS_API_KEY, or MAQUETTE_SANDBOX_URL");
    return first;
  }
  async function find(gatewayKeyId: string): Promise<UsableKey | null> {
    const configured = (await list()).find(({ key }) => key.id === gatewayKeyId);
    if (configured) return configured;
    const stored = await keys.findStored(gatewayKeyId);
    // Under another master key its secret is as good as gone: what waits for it says so.
    return stored && vault.knows(stored.sealed) ? usableOf(stored) : null;
  }
  /** Of a team's key. */
  async function findServing(gatewayKeyId: string, teamId: string): Promise<UsableKey | null> {
    const { key } = await current({ teamId });
    return key.source === "sandbox" || key.id === gatewayKeyId ? null : find(key.id);
  }
  return {
    current,
    find,
    async findStandIn(gatewayKeyId, work = "sent") {
      const owner = await keys.findOwner(gatewayKeyId);
      if (!owner?.teamId)
        return (await list()).find(({ key }) => key.source === owner?.source) ?? null;
      const next = await keys.findReplacement(gatewayKeyId);
      const replacement = next && (await find(next.id));
      if (work === "sent") return replacement;
      return replacement && !replacement.isOff
        ? replacement
        : findServing(gatewayKeyId, owner.teamId);
    },
  };
}

/** Their rows are made when they are first asked for. */
function listConfigured(settings: Settings, { keys, clock }: Pick<Parts, "keys" | "clock">) {
  const configured = configuredKeys(settings);
  const ensure = async (): Promise<UsableKey[]> =>
    Promise.all(
      configured.map(async ({ source, label, ...usable }) => {
        const fingerprint = fingerprintOf(usable.connection.secret);
        const key = await keys.ensure({
          id: clock.newId(),
          source,
          label,
          fingerprint,
          account: fingerprint,
        });
        return { key, ...usable };
      }),
    );
  let usable: Promise<UsableKey[]> | undefined;
  return () => {
    usable ??= ensure();
    usable.catch(() => {
      usable = undefined;
    });
    return usable;
  };
}

const configuredKeys = ({ realKey, sandbox, webhook }: Settings) =>
  [
    realKey && {
      source: "environment" as const,
      label: "TOAPIS_API_KEY",
      connection: realKey,
      speed: 1,
      callbackUrl: webhook?.callbackUrl ?? null,
    },
    sandbox && {
      source: "sandbox" as const,
      label: "Sandbox",
      connection: { baseUrl: sandbox.baseUrl, secret: SANDBOX_SECRET },
      speed: sandbox.speed,
      // The secret is the real key's.
      callbackUrl: null,
    },
  ].filter((entry) => entry !== null);

/** Times as fast as a real gateway; limits and pauses scale with it. */
export const speedOf = ({ sandbox }: Settings) => {
  const sandboxAccount = fingerprintOf(SANDBOX_SECRET);
  return (account: string) => (account === sandboxAccount ? (sandbox?.speed ?? 1) : 1);
};

const fingerprintOf = (secret: string) =>
  createHash("sha256").update(secret).digest("hex").slice(0, 16);
