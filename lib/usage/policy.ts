import type { Role } from "@/lib/shared/actor";
import type { UsageQuery } from "@/lib/usage/schema";

/** Who looks after the team sees all of it, who makes pictures their own part, a reviewer nothing. */
export const reachOf = (role: Role): "team" | "own" | null => {
  if (role === "owner" || role === "admin") return "team";
  return role === "designer" ? "own" : null;
};

/** The gateway's account is the team's, and nobody's own part of it can be told. */
export const canSeeBalances = (role: Role) => reachOf(role) === "team";

/** Half open, in UTC. */
export type Span = { from: Date; to: Date };

const DAY_MS = 24 * 60 * 60_000;

const utc = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day));

/** The week from its Monday, the month or the quarter that a day is in. */
export function spanOf({ period, day }: Pick<UsageQuery, "period" | "day">): Span {
  const at = new Date(`${day}T00:00:00Z`);
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  if (period === "week") {
    const monday = date - ((at.getUTCDay() + 6) % 7);
    return { from: utc(year, month, monday), to: utc(year, month, monday + 7) };
  }
  const first = period === "month" ? month : month - (month % 3);
  const count = period === "month" ? 1 : 3;
  return { from: utc(year, first, 1), to: utc(year, first + count, 1) };
}

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** A day of the period so many before or after. */
export function neighbourOf({ period, day }: Pick<UsageQuery, "period" | "day">, step: -1 | 1) {
  const { from, to } = spanOf({ period, day });
  return dayOf(step === 1 ? to : new Date(from.getTime() - DAY_MS));
}

/** The period before, cut where this one has not come to yet: a half month is compared with half a month. */
export function spanBefore(query: Pick<UsageQuery, "period" | "day">, now: Date): Span {
  const span = spanOf(query);
  const before = spanOf({ ...query, day: neighbourOf(query, -1) });
  const isOpen = span.from <= now && now < span.to;
  if (!isOpen) return before;
  const until = new Date(before.from.getTime() + (now.getTime() - span.from.getTime()));
  return { from: before.from, to: until < before.to ? until : before.to };
}

/** Each day of a span, first to last. */
export function daysOf({ from, to }: Span): string[] {
  const count = Math.round((to.getTime() - from.getTime()) / DAY_MS);
  return Array.from({ length: count }, (_, index) =>
    dayOf(new Date(from.getTime() + index * DAY_MS)),
  );
}

/** Null while nothing is kept. */
export const costPerKept = ({
  spentMicroUsd,
  keptCount,
}: {
  spentMicroUsd: number;
  keptCount: number;
}): number | null => (keptCount === 0 ? null : Math.round(spentMicroUsd / keptCount));
