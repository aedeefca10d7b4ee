import type { BudgetScope } from "@/lib/money/schema";
import type { Role } from "@/lib/shared/actor";
import type { MicroUsd } from "@/lib/shared/money";

/** Who looks after the team says how much it may spend. */
export const canSetCaps = (role: Role) => role === "owner" || role === "admin";

/** Who makes pictures is told by which caps; a reviewer spends nothing and is told nothing. */
export const canSeeCaps = (role: Role) => role !== "reviewer";

type Used = {
  capMicroUsd: MicroUsd | null;
  spentMicroUsd: MicroUsd;
  reservedMicroUsd: MicroUsd;
};

/** Null without a limit; never below nothing, also where a cap was lowered under what is spent. */
export const leftOf = ({ capMicroUsd, spentMicroUsd, reservedMicroUsd }: Used): MicroUsd | null =>
  capMicroUsd === null ? null : Math.max(0, capMicroUsd - spentMicroUsd - reservedMicroUsd);

export type CapState = "fine" | "near" | "used_up";

/** `near` from the warning level on, what is under way counted. */
export function capStateOf({
  warnPercent,
  ...used
}: Used & { warnPercent: number }): CapState | null {
  const left = leftOf(used);
  if (left === null) return null;
  if (left === 0) return "used_up";
  const usedMicroUsd = used.spentMicroUsd + used.reservedMicroUsd;
  return usedMicroUsd * 100 >= Number(used.capMicroUsd) * warnPercent ? "near" : "fine";
}

type Seen = { scope: BudgetScope; scopeId: string; capMicroUsd: MicroUsd | null };

/**
 * Who may set caps sees all of them; everybody else those that hold them back: the team's, the projects' and their
 * own, and none of a colleague.
 */
export const canSeeCap = (
  { role, userId }: { role: Role; userId: string },
  { scope, scopeId, capMicroUsd }: Seen,
): boolean =>
  canSetCaps(role) || (capMicroUsd !== null && (scope !== "person" || scopeId === userId));

/** Days of a month before which nothing is told from its pace. */
const PACE_DAYS_MIN = 3;
const DAY_MS = 24 * 60 * 60_000;

/** The day, `YYYY-MM-DD` in UTC, on which a cap is reached if the month goes on as it went; null when it lasts. */
export function runsOutOn(used: Used, now: Date): string | null {
  const left = leftOf(used);
  const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  const elapsedMs = now.getTime() - start;
  const usedMicroUsd = used.spentMicroUsd + used.reservedMicroUsd;
  if (left === null || left === 0 || usedMicroUsd === 0) return null;
  if (elapsedMs < PACE_DAYS_MIN * DAY_MS) return null;
  const at = now.getTime() + (left / usedMicroUsd) * elapsedMs;
  return at < end ? new Date(at).toISOString().slice(0, 10) : null;
}
