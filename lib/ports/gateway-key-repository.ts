import type { Circuits } from "@/lib/ports/circuits";
import type { SendingRepository } from "@/lib/ports/sending-repository";

export type GatewayKeySource = "sandbox" | "environment" | "team";

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

/** A key that a team has entered. Its secret is sealed for the place that `secretPlace` names. */
export type StoredKey = GatewayKeyRecord & {
  teamId: string;
  baseUrl: string;
  sealed: string;
  isEnabled: boolean;
};

/** Moved to another row or another team, a sealed secret does not open. */
export const secretPlace = ({ teamId, id }: { teamId: string; id: string }) =>
  `gateway_key:secret:${teamId}:${id}`;

/** What is to be served: a project of a team, or whatever the team does. */
export type KeyScope = { teamId: string; projectId?: string };

export interface GatewayKeyRepository {
  /** Makes the row when it is new. */
  ensure(key: GatewayKeyRecord): Promise<GatewayKeyRecord>;
  /** Whose key it is, also of one that is gone. */
  findOwner(id: string): Promise<{ source: GatewayKeySource; teamId: string | null } | null>;
  /** A team's key, also one that is off. Null when its secret is gone. */
  findStored(id: string): Promise<StoredKey | null>;
  /** The key that has taken its place, however often that happened; null when there is none. */
  findReplacement(id: string): Promise<StoredKey | null>;
  /** The key that is said to serve it and is on: the project's own, else the team's. */
  findChosen(scope: KeyScope): Promise<StoredKey | null>;
  /** The oldest key of the team that is on. */
  findOldest(teamId: string): Promise<StoredKey | null>;
}

/** A key that this process can use now. */
export type UsableKey = {
  key: GatewayKeyRecord;
  connection: { baseUrl: string; secret: string };
  /** How much faster than a real gateway it answers; 1 for a real one. Polls are paced by it. */
  speed: number;
  /** Where the gateway reports the end of tasks made with it; null: they are only polled. */
  callbackUrl: string | null;
  /** It goes on with what it was sent with, and nothing new goes out with it. */
  isOff?: true;
};

export interface GatewayConnections {
  /**
   * The key for new work: that which the project or the team has chosen, else the one of the settings, else the
   * team's oldest, and the sandbox while there is no real one. Without a scope only the settings' own.
   */
  current(scope?: KeyScope): Promise<UsableKey>;
  /** That key. Null when its secret is no longer known to this process. */
  find(gatewayKeyId: string): Promise<UsableKey | null>;
  /**
   * Another key of the same kind, for work whose own key is gone: real for real, never the sandbox for real. What was
   * sent with a team's key is followed only by the one that has taken its place, as no other account knows of it; what
   * was not sent yet can also go out with whichever serves the team.
   */
  findStandIn(gatewayKeyId: string, work?: "sent" | "unsent"): Promise<UsableKey | null>;
}

/** The key that goes on with work of that one: itself, else its stand-in. Null: that work waits. */
export const findKeyFor = async (
  connections: Pick<GatewayConnections, "find" | "findStandIn">,
  gatewayKeyId: string,
): Promise<UsableKey | null> =>
  (await connections.find(gatewayKeyId)) ?? connections.findStandIn(gatewayKeyId);

/** The key that something not sent yet goes out with: its own while that is on, else its stand-in. */
export async function findKeyForSending(
  connections: Pick<GatewayConnections, "find" | "findStandIn">,
  gatewayKeyId: string,
): Promise<UsableKey | null> {
  const own = await connections.find(gatewayKeyId);
  return own && !own.isOff ? own : connections.findStandIn(gatewayKeyId, "unsent");
}

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
    const usable = await findKeyForSending(ports.connections, id);
    if (open.has(usable?.key.id ?? id)) closed.add(id);
  }
  return closed;
}
