import "server-only";

import { MICRO_USD_PER_CREDIT } from "@/lib/money/policy";
import type { Ports } from "@/lib/ports/ports";
import type { UsageGroup, UsageSpan } from "@/lib/ports/usage-reader";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";
import { canSeeBalances, reachOf, spanBefore, spanOf } from "@/lib/usage/policy";
import { forecastOf, spanOfForecast } from "@/lib/usage/policy/forecast";
import { delimiterOf, presentLines, type UsageWords } from "@/lib/usage/presenter";
import type { Forecast, GroupsQuery, UsageCounts, UsageQuery } from "@/lib/usage/schema";
import { GROUP_ROWS_MAX, USAGE_GROUPS } from "@/lib/usage/schema/facts";

type Refused = { code: "not_allowed" };
type ReadPorts = Pick<Ports, "clock" | "usage">;

/** Whose figures the actor sees, of which money; null for who sees none. */
function scopeOf({ role, teamId, userId }: Actor, { money }: Pick<UsageQuery, "money">) {
  const reach = reachOf(role);
  if (reach === null) return null;
  const personId = reach === "own" ? userId : null;
  return { reach, teamId, personId, isSandbox: money === "sandbox" };
}

export type UsageRecord = {
  reach: "team" | "own";
  now: Date;
  span: { from: Date; to: Date };
  total: UsageCounts;
  before: UsageCounts;
  days: (UsageCounts & { day: string })[];
  forecast: Forecast | null;
  failures: { code: string; count: number }[];
};

export async function readUsage(
  { clock, usage }: ReadPorts,
  actor: Actor,
  query: UsageQuery,
): Promise<Result<UsageRecord, Refused>> {
  const scope = scopeOf(actor, query);
  if (!scope) return err({ code: "not_allowed" });
  const now = clock.now();
  const { reach, ...who } = scope;
  const span = { ...who, ...spanOf(query) };
  const hasToday = span.from <= now && now < span.to;
  const [total, before, days, failures, spending] = await Promise.all([
    usage.total(span),
    usage.total({ ...who, ...spanBefore(query, now) }),
    usage.listDays(span),
    usage.listFailures(span),
    hasToday ? usage.listDays({ ...who, ...spanOfForecast(now) }) : null,
  ]);
  return ok({
    ...{ reach, now, span, total, before, days, failures },
    forecast: spending && forecastOf(spending.map(costOf), now),
  });
}

/** What is under way will most likely be spent. */
const costOf = ({ day, spentMicroUsd, reservedMicroUsd }: UsageCounts & { day: string }) => ({
  day,
  microUsd: spentMicroUsd + reservedMicroUsd,
});

/** The figures by person, project, model or recipe: of those that cost most where there are many. */
export async function listUsageGroups(
  { usage }: Pick<Ports, "usage">,
  actor: Actor,
  query: GroupsQuery,
): Promise<Result<{ groups: UsageGroup[]; isCut: boolean }, Refused>> {
  const scope = scopeOf(actor, query);
  if (!scope) return err({ code: "not_allowed" });
  const span: UsageSpan = { ...scope, ...spanOf(query) };
  const groups = await usage.listGroups(span, query.by, GROUP_ROWS_MAX + 1);
  return ok({ groups: groups.slice(0, GROUP_ROWS_MAX), isCut: groups.length > GROUP_ROWS_MAX });
}

/** Everything that the page tells, as CSV in parts: one table, each line saying what it is told by. */
export async function exportUsage(
  { usage, tables }: Pick<Ports, "tables" | "usage">,
  actor: Actor,
  { words, ...query }: UsageQuery & { words: UsageWords },
): Promise<Result<AsyncIterable<string>, Refused>> {
  const scope = scopeOf(actor, query);
  if (!scope) return err({ code: "not_allowed" });
  const span: UsageSpan = { ...scope, ...spanOf(query) };
  return ok(tables.write(delimiterOf(words), linesOf(usage, { span, words })));
}

async function* linesOf(
  usage: Ports["usage"],
  { span, words }: { span: UsageSpan; words: UsageWords },
) {
  yield [presentLines.heads(words)];
  yield [presentLines.total(await usage.total(span), words)];
  yield (await usage.listDays(span)).map((row) => presentLines.day(row, words));
  for (const by of USAGE_GROUPS) {
    const groups = await usage.listGroups(span, by, EXPORT_ROWS_MAX);
    yield groups.map((row) => presentLines.group(by, row, words));
  }
}

/** Of one kind in a file. */
const EXPORT_ROWS_MAX = 10_000;

export type KeyReconciliation = {
  id: string;
  label: string;
  left: { microUsd: number; at: Date } | null;
  compared: { from: Date; until: Date; gatewayMicroUsd: number; bookedMicroUsd: number } | null;
};

/** What the gateway's counters moved by in a time, and what our books say of what was sent in it. */
export async function reconcile(
  { usage }: Pick<Ports, "usage">,
  { role, teamId }: Actor,
  query: UsageQuery,
): Promise<Result<KeyReconciliation[], Refused>> {
  if (!canSeeBalances(role)) return err({ code: "not_allowed" });
  const time = spanOf(query);
  const isSandbox = query.money === "sandbox";
  const keys = await usage.listKeys(teamId, { ...time, isSandbox });
  const found: KeyReconciliation[] = [];
  for (const { id, label } of keys) {
    const left = await usage.findLeft(id);
    found.push({
      ...{ id, label },
      left: left && { at: left.at, microUsd: microUsdOf(left.remainingCredits) },
      compared: await compare(usage, { teamId, id, time }),
    });
  }
  return ok(found);
}

const microUsdOf = (credits: number) => Math.round(credits * MICRO_USD_PER_CREDIT);

async function compare(
  usage: Ports["usage"],
  { teamId, id, time }: { teamId: string; id: string; time: { from: Date; to: Date } },
): Promise<KeyReconciliation["compared"]> {
  const quiet = await usage.findQuiet(id, time);
  if (!quiet) return null;
  const { first, last } = quiet;
  return {
    ...{ from: first.at, until: last.at },
    gatewayMicroUsd: microUsdOf(last.usedCredits - first.usedCredits),
    bookedMicroUsd: await usage.sumSent(teamId, id, { from: first.at, to: last.at }),
  };
}
