import { KNOWN_ADDRESSES } from "@/lib/gateway-key/schema/facts";
import type { Role } from "@/lib/shared/actor";

/** A key is money: whoever looks after the team looks after its keys. */
export const canManageKeys = (role: Role) => role === "owner" || role === "admin";

/** Nobody types keys faster than this, and each save asks the network for a name. */
export const WRITE_TRIES = { burst: 10, intervalMs: 6_000 } as const;
/** A worker that is away does not answer: the page stops waiting for what was asked that long ago. */
export const CHECK_PATIENCE_MS = 60_000;
/** The gateway limits how often a balance is read. */
export const CHECK_TRIES = { burst: 3, intervalMs: 20_000 } as const;

const KNOWN: ReadonlySet<string> = new Set<string>(KNOWN_ADDRESSES);

/** Whether a secret that was entered for `from` may go to `to`. Both as `GatewayAddresses` has checked them. */
export const goesToSameGateway = (from: string, to: string): boolean =>
  new URL(from).origin === new URL(to).origin || (KNOWN.has(from) && KNOWN.has(to));
