import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import {
  isDense,
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

/** Pictures that have all this in common are one row with their number. */
const ALIKE = sql`project_id, author_id, model, aspect_ratio, stars, status`;

const ofPlain = (group: keyof typeof VALUES) => sql`
  select ${group}::text as "group", ${VALUES[group]} as value, sum(count)::int as count
  from alike group by 2 having sum(count) > 0`;

/** What the person has not marked is unmarked. */
const ofMarks = (personId: string, entries: Prisma.Sql) => sql`
  select 'mark' as "group", value, sum(count)::int as count from (
    with own as materialized (
      select case m.verdict when 'pick' then 'picked' else 'rejected' end as value, count(*) as count
      from image_mark m join ${entries} on e.image_id = m.image_id
      where m.person_id = ${personId} and m.verdict is not null group by 1
    )
    select value, count from own
    union all select 'unmarked', -count from own
    union all select 'unmarked', count from alike
  ) as marks group by 2 having sum(count) > 0`;

const ofTags = (tags: Prisma.Sql, entries: Prisma.Sql) => sql`
  select 'tag' as "group", t.tag_id as value, count(*)::int as count
  from ${tags} as t join ${entries} on e.image_id = t.image_id group by 2`;

/** Of the newest pictures, where looking at all of them would take too long. Ids grow with time. */
const NEWEST_MAX = 10_000;

/** Each entry is looked at once for all groups. */
function fromEntries(teamId: string, groups: readonly Group[], filter: LibraryFilter): Prisma.Sql {
  const limit = isDense(filter)
    ? sql`order by e.at desc, e.image_id desc limit ${NEWEST_MAX}`
    : Prisma.empty;
  const entries = sql`found as e`;
  const counted = groups.map((group) => {
    if (isPlain(group)) return ofPlain(group);
    return group === "mark" ? ofMarks(filter.personId, entries) : ofTags(sql`image_tag`, entries);
  });
  return sql`
    with found as materialized (
      select e.image_id, e.project_id, e.author_id, e.model, e.aspect_ratio, e.stars,
        library_status(e.pick_count, e.reject_count) as status
      from library_entry e where ${whereOf(teamId, filter)} ${limit}
    ),
    alike as materialized (select ${ALIKE}, count(*) as count from found group by ${ALIKE})
    select *, ${isDense(filter)} and (select count(*) from found) = ${NEWEST_MAX} as "isAtLeast"
    from (${join(counted, " union all ")}) as counted order by 1, 3 desc, 2`;
}

/** No entry is looked at, but for those with tags or marks of the person's own. */
function fromTally(teamId: string, groups: readonly Group[], filter: LibraryFilter): Prisma.Sql {
  const entries = sql`(select e.image_id from library_entry e where ${whereOf(teamId, filter)}) as e`;
  const isTag = groups[0] === "tag";
  const counted = groups.map((group) => {
    if (isPlain(group)) return ofPlain(group);
    return group === "mark" ? ofMarks(filter.personId, entries) : ofTags(sql`newest`, entries);
  });
  const found = isTag
    ? sql`newest as materialized (
        select t.image_id, t.tag_id from image_tag t
        where t.tag_id in (select id from tag where team_id = ${teamId})
        order by t.image_id desc limit ${NEWEST_MAX}
      )`
    : sql`alike as materialized (
        select ${ALIKE}, sum(e.image_count) as count from library_tally e
        where ${tallyWhere(teamId, filter)} group by ${ALIKE}
      )`;
  return sql`
    with ${found}
    select *, ${isTag ? sql`(select count(*) from newest) = ${NEWEST_MAX}` : sql`false`} as "isAtLeast"
    from (${join(counted, " union all ")}) as counted order by 1, 3 desc, 2`;
}

/** Tags and marks apart: they are counted at the same time. */
const apart = (groups: readonly Group[]): Group[][] =>
  [
    groups.filter(isPlain),
    groups.filter((it) => it === "mark"),
    groups.filter((it) => it === "tag"),
  ].filter((some) => some.length > 0);

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
    const queries = isTallied(filter)
      ? apart(groups).map((some) => fromTally(teamId, some, filter))
      : [groups].filter(({ length }) => length > 0).map((all) => fromEntries(teamId, all, filter));
    const rows = await Promise.all(queries.map((query) => prisma.$queryRaw<Counted[]>(query)));
    const counted = new Map<Group, FacetCount[]>();
    for (const { group, ...facet } of rows.flat())
      counted.set(group, [...(counted.get(group) ?? []), facet]);
    return counted;
  };
  return { listDays, countFacets };
}
