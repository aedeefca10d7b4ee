import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { CircuitGroup } from "@/lib/ports/circuits";
import type { Figures, Money, OpenStatus, StudioFigures } from "@/lib/ports/figures";

const moneyOf = ({ isSandbox }: { isSandbox: boolean }): Money => (isSandbox ? "sandbox" : "real");

/** Through the index on status: only what has not ended is touched. */
const readVariants = (prisma: PrismaClient) => prisma.$queryRaw<
  { status: OpenStatus; count: number; oldestSeconds: number }[]
>`
  select s.status::text as status, count(v.id)::int as count,
         greatest(0, coalesce(extract(epoch from clock_timestamp() - min(v.status_changed_at)
           filter (where v.let_go_at is null)), 0))::float8 as "oldestSeconds"
    from unnest(array['queued', 'submitting', 'submitted', 'running', 'saving', 'unknown']::"VariantStatus"[])
         as s(status)
    left join variant v on v.status = s.status
   group by s.status`;

/** Months are counted in UTC, as where they are written. */
const readBudgets = (prisma: PrismaClient) => prisma.$queryRaw<
  { scope: string; isSandbox: boolean; usedRatio: number }[]
>`
  select scope, is_sandbox as "isSandbox",
         max((reserved_micro_usd + spent_micro_usd)::float8 / cap_micro_usd) as "usedRatio"
    from budget
   where cap_micro_usd > 0 and month = to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM')
   group by scope, is_sandbox`;

/** A team has one such row a month. */
const readSpent = (prisma: PrismaClient) => prisma.$queryRaw<
  { isSandbox: boolean; microUsd: number }[]
>`
  select is_sandbox as "isSandbox", sum(spent_micro_usd)::float8 as "microUsd"
    from budget where scope = 'team' group by is_sandbox`;

const readBreakers = (prisma: PrismaClient) => prisma.$queryRaw<
  { key: string; group: CircuitGroup; isOpen: boolean }[]
>`
  select k.fingerprint as key, c."group", c.code is not null as "isOpen"
    from gateway_circuit c join gateway_key k on k.id = c.gateway_key_id`;

const readHeartbeat = (prisma: PrismaClient) => prisma.$queryRaw<{ seconds: number | null }[]>`
  select greatest(0, extract(epoch from clock_timestamp() - max(seen_at)))::float8 as seconds
    from worker_heartbeat`;

export const createFigures = (prisma: PrismaClient): Figures => ({
  async read(): Promise<StudioFigures> {
    const [variants, budgets, spent, breakers, heartbeat] = await Promise.all([
      readVariants(prisma),
      readBudgets(prisma),
      readSpent(prisma),
      readBreakers(prisma),
      readHeartbeat(prisma),
    ]);
    return {
      variants,
      budgets: budgets.map((row) => ({ ...row, money: moneyOf(row) })),
      spent: spent.map((row) => ({ ...row, money: moneyOf(row) })),
      breakers,
      heartbeatSeconds: heartbeat[0]?.seconds ?? null,
    };
  },
});
