import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import {
  isRolledUp,
  isTallied,
  rollupWhere,
  tallyWhere,
  whereOf,
} from "@/lib/adapters/prisma/library-filter";
import type { LibraryFacets } from "@/lib/library/schema";
import type { FacetCount, LibraryFilter, LibraryRepository } from "@/lib/ports/library-repository";

const { sql, join } = Prisma;

type Group = keyof LibraryFacets;
type Counted = FacetCount & { group: Group };

/** What each group counts of a `found` row. Tags and the person's own marks are counted beside. */
const VALUES = {
  person: sql`author_id`,
  project: sql`project_id`,
  ratio: sql`aspect_ratio`,
  model: sql`model`,
  rating: sql`stars::text`,
  status: sql`status`,
} as const satisfies Partial<Record<Group, Prisma.Sql>>;

const isPlain = (group: Group): group is keyof typeof VALUES => group in VALUES;

const ofPlain = (group: keyof typeof VALUES) => sql`
  select ${group}::text as "group", ${VALUES[group]} as value, sum(count)::int as count, false as "isAtLeast"
  from alike group by 2 having sum(count) > 0`;

/** Pictures that have all this in common are one row with their number. */
const ALIKE = sql`project_id, author_id, model, aspect_ratio, stars, status`;

/** Each entry is looked at once for all groups. */
const foundEntries = (where: Prisma.Sql) => sql`
  found as materialized (
    select e.image_id, e.project_id, e.author_id, e.model, e.aspect_ratio, e.stars,
      library_status(e.pick_count, e.reject_count) as status
    from library_entry e where ${where}
  ),
  alike as materialized (select ${ALIKE}, count(*) as count from found group by ${ALIKE})`;

const foundTallies = (where: Prisma.Sql) => sql`
  alike as materialized (
    select ${ALIKE}, sum(e.image_count) as count from library_tally e where ${where} group by ${ALIKE}
  )`;

/** What the person has not marked is unmarked. */
const ofMarks = (personId: string, entries: Prisma.Sql) => sql`
  select 'mark' as "group", value, sum(count)::int as count, false as "isAtLeast" from (
    with own as materialized (
      select case m.verdict when 'pick' then 'picked' else 'rejected' end as value, count(*) as count
      from image_mark m join ${entries} on e.image_id = m.image_id
      where m.person_id = ${personId} and m.verdict is not null group by 1
    )
    select value, count from own
    union all select 'unmarked', -count from own
    union all select 'unmarked', count from alike
  ) as marks group by 2 having sum(count) > 0`;

/** Tags of the newest pictures that are looked through when a search leaves most of the library. */
const TAGS_MAX = 20_000;

const ofTags = (entries: Prisma.Sql) => sql`
  select 'tag' as "group", t.tag_id as value, count(*)::int as count, false as "isAtLeast"
  from image_tag t join ${entries} on e.image_id = t.image_id group by 2`;

const ofNewestTags = (entries: Prisma.Sql) => sql`
  select 'tag' as "group", t.tag_id as value, count(*)::int as count,
    (select count(*) from newest) = ${TAGS_MAX} as "isAtLeast"
  from newest t join ${entries} on e.image_id = t.image_id group by 2`;

/** By the newest pictures first, whoever's turn it is: ids grow with time. */
const newestTags = (teamId: string) => sql`
  newest as materialized (
    select t.image_id, t.tag_id from image_tag t
    where t.tag_id in (select id from tag where team_id = ${teamId})
    order by t.image_id desc limit ${TAGS_MAX}
  )`;

export function createCounter(prisma: PrismaClient) {
  const listDays: LibraryRepository["listDays"] = (teamId, filter) => {
    if (!isTallied(filter))
      return prisma.$queryRaw`
        select to_char(e.day, 'YYYY-MM-DD') as day, count(*)::int as count
        from library_entry e where ${whereOf(teamId, filter)}
        group by e.day order by e.day desc`;
    const counts = isRolledUp(filter)
      ? sql`library_day e where ${rollupWhere(teamId, filter)}`
      : sql`library_tally e where ${tallyWhere(teamId, filter)}`;
    return prisma.$queryRaw`
      select to_char(e.day, 'YYYY-MM-DD') as day, sum(e.image_count)::int as count
      from ${counts} group by e.day having sum(e.image_count) > 0 order by e.day desc`;
  };

  const countFacets: LibraryRepository["countFacets"] = async (teamId, groups, filter) => {
    if (groups.length === 0) return new Map();
    const rows = await prisma.$queryRaw<Counted[]>(facetsQuery(teamId, groups, filter));
    const counted = new Map<Group, FacetCount[]>();
    for (const { group, ...facet } of rows)
      counted.set(group, [...(counted.get(group) ?? []), facet]);
    return counted;
  };
  return { listDays, countFacets };
}

function facetsQuery(teamId: string, groups: readonly Group[], filter: LibraryFilter): Prisma.Sql {
  const where = whereOf(teamId, filter);
  const isQuick = isTallied(filter);
  const entries = isQuick
    ? sql`(select e.image_id from library_entry e where ${where}) as e`
    : sql`found as e`;
  const counted = groups.map((group) => {
    if (isPlain(group)) return ofPlain(group);
    if (group === "mark") return ofMarks(filter.personId, entries);
    return isQuick ? ofNewestTags(entries) : ofTags(entries);
  });
  const found = isQuick
    ? sql`${foundTallies(tallyWhere(teamId, filter))}, ${newestTags(teamId)}`
    : foundEntries(where);
  return sql`
    with ${found}
    select * from (${join(counted, " union all ")}) as counted order by 1, 3 desc, 2`;
}
