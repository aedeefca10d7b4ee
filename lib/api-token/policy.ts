import { API_SCOPES, type ApiScope } from "@/lib/api-token/schema/facts";
import { canGenerate } from "@/lib/generation/policy";
import type { Role } from "@/lib/shared/actor";

const DAY_MS = 24 * 60 * 60_000;

/** They are somebody's way in: whoever looks after the team sees them all and takes them back. */
export const canManageTokens = (role: Role) => role === "owner" || role === "admin";

/** What a token of somebody in this role can be given. What it may do is decided by the role they have then. */
export const grantableScopes = (role: Role): ApiScope[] =>
  API_SCOPES.filter((scope) => canGenerate(role) || (scope !== "generate" && scope !== "upload"));

/** A script that is busy, and one that runs away: 60 at once, then five a second. */
export const TOKEN_READS = { burst: 60, intervalMs: 200 } as const;
/** What makes pictures or takes files: 20 at once, then one a second. */
export const TOKEN_WRITES = { burst: 20, intervalMs: 1_000 } as const;

/** The last use is written at most this often. */
export const USE_NOTED_EVERY_MS = 30_000;

const ENDS_SOON_MS = 7 * DAY_MS;

export const expiryOf = (days: string, now: Date) =>
  new Date(now.getTime() + Number(days) * DAY_MS);

export function tokenState(expiresAt: Date, now: Date): "works" | "ends_soon" | "expired" {
  const leftMs = expiresAt.getTime() - now.getTime();
  if (leftMs <= 0) return "expired";
  return leftMs < ENDS_SOON_MS ? "ends_soon" : "works";
}
