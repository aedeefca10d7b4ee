import type { Circuits } from "@/lib/ports/circuits";
import type { SendingRepository } from "@/lib/ports/sending-repository";

export type GatewayKeySource = "sandbox" | "environment";

/** The secret is not here: `GatewayConnections` gives it, in the server's memory only. */
export type GatewayKeyRecord = {
  id: string;
  source: GatewayKeySource;
  label: string;
  /** First 16 hex digits of the SHA-256 of the secret. */
  fingerprint: string;
  /** Limits hold for the account: keys of one account share them. */
  account: string;
};

export interface GatewayKeyRepository {
  /** Makes the row when it is new. */
  ensure(key: GatewayKeyRecord): Promise<GatewayKeyRecord>;
  findSource(id: string): Promise<GatewayKeySource | null>;
}

/** A key that this process can use now. */
export type UsableKey = {
  key: GatewayKeyRecord;
  connection: { baseUrl: string; secret: string };
  /** How much faster than a real gateway it answers; 1 for a real one. Polls are paced by it. */
  speed: number;
  /** Where the gateway reports the end of tasks made with it; null: they are only polled. */
  callbackUrl: string | null;
};

export interface GatewayConnections {
  /** The key for new work: the real one as soon as there is one, else the sandbox. */
  current(): Promise<UsableKey>;
  /** That key. Null when its secret is no longer known to this process. */
  find(gatewayKeyId: string): Promise<UsableKey | null>;
  /** Another key of the same kind, for work whose own key is gone: real for real, never the sandbox for real. */
  findStandIn(gatewayKeyId: string): Promise<UsableKey | null>;
}

/** The key that goes on with work of that one: itself, else its stand-in. Null: that work waits. */
export const findKeyFor = async (
  connections: Pick<GatewayConnections, "find" | "findStandIn">,
  gatewayKeyId: string,
): Promise<UsableKey | null> =>
  (await connections.find(gatewayKeyId)) ?? connections.findStandIn(gatewayKeyId);

type KeyPorts = {
  circuits: Pick<Circuits, "listOpen">;
  connections: Pick<GatewayConnections, "find" | "findStandIn">;
  sending: Pick<SendingRepository, "listKeys">;
};

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
