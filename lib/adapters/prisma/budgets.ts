import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { BudgetScope } from "@/lib/money/schema";
import { WARN_PERCENT } from "@/lib/money/schema/facts";
import type { Budgets, NamedCap } from "@/lib/ports/budgets";

const { sql } = Prisma;

type CapRow = Omit<NamedCap, "capMicroUsd" | "spentMicroUsd" | "reservedMicroUsd"> & {
  cap: bigint | null;
  spent: bigint;
  reserved: bigint;
};

/** All that a team can have a cap for. */
const scopesOf = (teamId: string) => sql`
  select 'team' as scope, t.id, t.name, 1 as rank from team t where t.id = ${teamId}
  union all
  select 'project', p.id, p.name, 2 from project p where p.team_id = ${teamId}
  union all
  select 'person', u.id, u.name, 3
  from membership m join "user" u on u.id = m.user_id where m.team_id = ${teamId}`;

/** A month that nobody has spent anything in yet has the cap of the last one that has a row. */
const capsOf = (teamId: string, money: { month: string; isSandbox: boolean }) => sql`
  select s.scope, s.id as "scopeId", s.name, b.cap_micro_usd as cap,
    coalesce(b.warn_percent, ${WARN_PERCENT}::int) as "warnPercent",
    case when b.month = ${money.month} then b.spent_micro_usd else 0 end as spent,
    case when b.month = ${money.month} then b.reserved_micro_usd else 0 end as reserved
  from (${scopesOf(teamId)}) as s
  left join lateral (
    select * from budget b
    where b.team_id = ${teamId} and b.scope = s.scope and b.scope_id = s.id
      and b.is_sandbox = ${money.isSandbox} and b.month <= ${money.month}
    order by b.month desc limit 1) as b on true
  order by s.rank, s.name, s.id`;

const findNameIn = {
  team: (prisma, teamId, id) =>
    prisma.team.findFirst({ where: { id, AND: { id: teamId } }, select: { name: true } }),
  project: (prisma, teamId, id) =>
    prisma.project.findFirst({ where: { id, teamId }, select: { name: true } }),
  person: (prisma, teamId, id) =>
    prisma.user.findFirst({
      where: { id, memberships: { some: { teamId } } },
      select: { name: true },
    }),
} satisfies Record<
  BudgetScope,
  (prisma: PrismaClient, teamId: string, id: string) => Promise<{ name: string } | null>
>;

export const createBudgets = (prisma: PrismaClient): Budgets => ({
  async listCaps(teamId, money) {
    const rows = await prisma.$queryRaw<CapRow[]>(capsOf(teamId, money));
    return rows.map(({ cap, spent, reserved, ...row }) => ({
      ...row,
      capMicroUsd: cap === null ? null : Number(cap),
      spentMicroUsd: Number(spent),
      reservedMicroUsd: Number(reserved),
    }));
  },
  findName: async (teamId, { scope, scopeId }) =>
    (await findNameIn[scope](prisma, teamId, scopeId))?.name ?? null,
});
