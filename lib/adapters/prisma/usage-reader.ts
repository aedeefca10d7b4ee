import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { balanceReader } from "@/lib/adapters/prisma/usage-balances";
import type { UsageGroup, UsageReader, UsageSpan } from "@/lib/ports/usage-reader";
import { UPLOAD_MODEL } from "@/lib/upload/schema/facts";
import type { UsageCounts } from "@/lib/usage/schema";
import type { UsageGroupKind } from "@/lib/usage/schema/facts";

const { sql } = Prisma;

/** Through the index on team and time: what was made before or after is not touched. */
const madeIn = ({ teamId, from, to, isSandbox, personId }: UsageSpan) => sql`
  from variant v
  join gateway_key k on k.id = v.gateway_key_id
  join generation g on g.id = v.generation_id
  left join image i on i.variant_id = v.id
  left join library_entry e on e.image_id = i.id and e.pick_count > 0 and e.deleted_at is null
  where v.team_id = ${teamId} and v.created_at >= ${from} and v.created_at < ${to}
    and (k.source = 'sandbox') = ${isSandbox} and g.model <> ${UPLOAD_MODEL}
    and (${personId}::text is null or v.author_id = ${personId})`;

const waited = (share: number) => sql`
  percentile_disc(${share}::float8) within group (
    order by (extract(epoch from v.ended_at - v.created_at) * 1000)::bigint
  ) filter (where v.status = 'succeeded' and v.ended_at is not null)`;

/** A generation is counted with its first picture, also when it is sent again on another day. */
const COUNTS = sql`
  count(*) filter (where v.number = 1)::int as "generationCount",
  count(*)::int as "variantCount",
  count(*) filter (where v.status = 'succeeded')::int as "pictureCount",
  count(e.image_id)::int as "keptCount",
  count(*) filter (where v.status = 'failed')::int as "failedCount",
  coalesce(sum(v.spent_micro_usd), 0)::bigint as "spentMicroUsd",
  coalesce(sum(v.spent_micro_usd) filter (where e.image_id is not null), 0)::bigint as "keptMicroUsd",
  coalesce(sum(v.spent_micro_usd) filter (where v.charge_basis = 'measured'), 0)::bigint as "measuredMicroUsd",
  coalesce(sum(v.reserved_micro_usd) filter (where v.spent_micro_usd is null), 0)::bigint as "reservedMicroUsd",
  ${waited(0.5)} as "waitMs", ${waited(0.9)} as "slowWaitMs"`;

type Row<T> = {
  [K in keyof T]: K extends `${string}MicroUsd`
    ? bigint
    : K extends "waitMs" | "slowWaitMs"
      ? bigint | null
      : T[K];
};

const numberOf = (figure: bigint | null) => (figure === null ? null : Number(figure));

const toCounts = (row: Row<UsageCounts>): UsageCounts => ({
  generationCount: row.generationCount,
  variantCount: row.variantCount,
  pictureCount: row.pictureCount,
  keptCount: row.keptCount,
  failedCount: row.failedCount,
  spentMicroUsd: Number(row.spentMicroUsd),
  keptMicroUsd: Number(row.keptMicroUsd),
  measuredMicroUsd: Number(row.measuredMicroUsd),
  reservedMicroUsd: Number(row.reservedMicroUsd),
  waitMs: numberOf(row.waitMs),
  slowWaitMs: numberOf(row.slowWaitMs),
});

/** By what rows belong together, and where the name of that is. */
const GROUPS = {
  person: {
    key: sql`v.author_id`,
    name: sql`(select u.name from "user" u where u.id = t.key)`,
    code: sql`''`,
  },
  project: {
    key: sql`g.project_id`,
    name: sql`(select p.name from project p where p.id = t.key)`,
    code: sql`(select p.code from project p where p.id = t.key)`,
  },
  model: { key: sql`g.model`, name: sql`t.key`, code: sql`''` },
  recipe: {
    key: sql`encode(g.prompt_hash, 'hex')`,
    name: sql`(select n.prompt_as_typed from generation n where n.id = t.newest)`,
    code: sql`(select n.code from generation n where n.id = t.newest)`,
  },
} satisfies Record<UsageGroupKind, { key: Prisma.Sql; name: Prisma.Sql; code: Prisma.Sql }>;

/** Names are looked up for what is listed and for nothing else. */
const groupsOf = (span: UsageSpan, by: UsageGroupKind, limit: number) => sql`
  select t.*, coalesce(${GROUPS[by].name}, '') as name, coalesce(${GROUPS[by].code}, '') as code
  from (
    select ${GROUPS[by].key} as key, max(g.id) as newest, ${COUNTS} ${madeIn(span)}
    group by 1 order by "spentMicroUsd" desc, "variantCount" desc, 1 limit ${limit}
  ) as t
  order by t."spentMicroUsd" desc, t."variantCount" desc, t.key`;

export const createUsageReader = (prisma: PrismaClient): UsageReader => ({
  async total(span) {
    const [row] = await prisma.$queryRaw<Row<UsageCounts>[]>`select ${COUNTS} ${madeIn(span)}`;
    if (!row) throw new Error("A count without a row");
    return toCounts(row);
  },
  async listDays(span) {
    const rows = await prisma.$queryRaw<(Row<UsageCounts> & { day: string })[]>`
      select to_char(v.created_at at time zone 'UTC', 'YYYY-MM-DD') as day, ${COUNTS} ${madeIn(span)}
      group by 1 order by 1`;
    return rows.map((row) => ({ ...toCounts(row), day: row.day }));
  },
  async listGroups(span, by, limit) {
    const rows = await prisma.$queryRaw<Row<UsageGroup>[]>(groupsOf(span, by, limit));
    return rows.map((row) => ({
      ...toCounts(row),
      ...{ key: row.key, name: row.name, code: row.code },
    }));
  },
  listFailures: (span) => prisma.$queryRaw<{ code: string; count: number }[]>`
    select coalesce(v.failure_code, '') as code, count(*)::int as count ${madeIn(span)}
      and v.status = 'failed'
    group by 1 order by 2 desc, 1`,
  ...balanceReader(prisma),
});
