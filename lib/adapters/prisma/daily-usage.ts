import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { seesProject } from "@/lib/adapters/prisma/sight";
import type { DailyUsage, UsageDay } from "@/lib/ports/daily-usage";

export const createDailyUsage = (prisma: PrismaClient): DailyUsage => ({
  async list({ personId, ...sight }, { from, to }) {
    const ofPerson = personId === null ? Prisma.empty : Prisma.sql`and person_id = ${personId}`;
    // A variant that was reserved anew for a higher price was asked for once.
    const isFirst = Prisma.sql`kind = 'reserve' and not exists (
      select from ledger_entry before
      where before.variant_id = e.variant_id and before.kind = 'reserve' and (before.at, before.id) < (e.at, e.id)
    )`;
    const rows = await prisma.$queryRaw<(Omit<UsageDay, "spentMicroUsd"> & { spent: bigint })[]>`
      select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, is_sandbox as "isSandbox",
        count(*) filter (where ${isFirst})::int as "variantCount",
        sum(spent_micro_usd)::bigint as spent
      from ledger_entry e
      where team_id = ${sight.teamId} and ${seesProject(sight, "project_id")} ${ofPerson}
        and at >= ${from}::date::timestamp at time zone 'UTC'
        and at < (${to}::date + 1)::timestamp at time zone 'UTC'
      group by 1, 2
      order by 1 desc, 2`;
    return rows
      .map(({ spent, ...row }) => ({ ...row, spentMicroUsd: Number(spent) }))
      .filter(({ variantCount, spentMicroUsd }) => variantCount > 0 || spentMicroUsd !== 0);
  },
});
