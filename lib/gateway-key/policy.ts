import type { Role } from "@/lib/shared/actor";

/** A key is money: whoever looks after the team looks after its keys. */
export const canManageKeys = (role: Role) => role === "owner" || role === "admin";

/** Nobody types keys faster than this, and each save asks the network for a name. */
export const WRITE_TRIES = { burst: 10, intervalMs: 6_000 } as const;
/** A worker that is away does not answer: the page stops waiting for what was asked that long ago. */
export const CHECK_PATIENCE_MS = 60_000;
/** The gateway limits how often a balance is read. */
export const CHECK_TRIES = { burst: 3, intervalMs: 20_000 } as const;
