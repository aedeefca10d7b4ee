import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import {
  isDense,
  isRolledUp,
  isTallied,
  isTalliedButUnmarked,
  rollupWhere,
  tallyOf,
  tallyWhere,
  whereOf,
} from "@/lib/adapters/prisma/library-filter";
import { stackedDays } from "@/lib/adapters/prisma/library-stacks";
import type { LibraryFacets } from "@/lib/library/schema";
import type { FacetCount, LibraryFilter, LibraryRepository } from "@/lib/ports/library-repository";
import type { Sight } from "@/lib/shared/actor";
import { UPLOAD_MODEL } from "@/lib/upload/schema/facts";

const { sql, join } = Prisma;

type Group = keyof LibraryFacets;
type Counted = FacetCount & { group: Group };

/** What each group counts of a picture. What it has several of and the person's own marks are counted beside. */
const VALUES = {
  person: sql`author_id`,
  project: sql`project_id`,
  ratio: sql`aspect_ratio`,
  model: sql`model`,
  rating: sql`stars::text`,
  status: sql`status`,
  has: sql`case model when ${UPLOAD_MODEL} then 'upload' end`,
} as const satisfies Partial<Record<Group, Prisma.Sql>>;

const isPlain = (group: Group): group is keyof typeof VALUES => group in VALUES;

/** Pictures that have all this in common are one row with their number. */
const ALIKE = sql`project_id, author_id, model, aspect_ratio, stars, status`;

const ofPlain = (group: keyof typeof VALUES) => sql`
  select ${group}::text as "group", ${VALUES[group]} as value, sum(count)::int as count
  from alike where ${VALUES[group]} is not null group by 2 having sum(count) > 0`;

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

/** What a picture can have several of, as pairs of `image_id` and `value`. */
const SEVERAL = {
  tag: ({ teamId }: Sight) => sql`
    select t.image_id, t.tag_id as value from image_tag t
    where t.tag_id in (select id from tag where team_id = ${teamId})`,
  collection: ({ teamId }: Sight) => sql`
    select c.image_id, c.collection_id as value from collection_image c
    where c.taken_at is null
      and c.collection_id in (select id from collection where team_id = ${teamId} and deleted_at is null)`,
} as const satisfies Partial<Record<Group, (sight: Sight) => Prisma.Sql>>;
type Several = keyof typeof SEVERAL;
const isSeveral = (group: Group): group is Several => group in SEVERAL;

const ofSeveral = (group: Several, pairs: Prisma.Sql, entries: Prisma.Sql) => sql`
  select ${group}::text as "group", t.value, count(*)::int as count
  from ${pairs} as t join ${entries} on e.image_id = t.image_id group by 2`;

/** Of the newest pictures, where looking at all of them would take too long. Ids grow with time. */
const NEWEST_MAX = 10_000;

/** Each entry is looked at once for all groups. */
function fromEntries(sight: Sight, groups: readonly Group[], filter: LibraryFilter): Prisma.Sql {
  const limit = isDense(filter)
    ? sql`order by e.at desc, e.image_id desc limit ${NEWEST_MAX}`
    : Prisma.empty;
  const entries = sql`found as e`;
  const counted = groups.map((group) => {
    if (isPlain(group)) return ofPlain(group);
    return group === "mark"
      ? ofMarks(filter.personId, entries)
      : ofSeveral(group, sql`(${SEVERAL[group](sight)})`, entries);
  });
  return sql`
    with found as materialized (
      select e.image_id, e.project_id, e.author_id, e.model, e.aspect_ratio, e.stars,
        library_status(e.pick_count, e.reject_count) as status
      from library_entry e where ${whereOf(sight, filter)} ${limit}
    ),
    alike as materialized (select ${ALIKE}, count(*) as count from found group by ${ALIKE})
    select *, ${isDense(filter)} and (select count(*) from found) = ${NEWEST_MAX} as "isAtLeast"
    from (${join(counted, " union all ")}) as counted order by 1, 3 desc, 2`;
}

const entriesOf = (sight: Sight, filter: LibraryFilter) =>
  sql`(select e.image_id from library_entry e where ${whereOf(sight, filter)}) as e`;

/** No entry is looked at, but for those with marks of the person's own. */
function fromTally(sight: Sight, groups: readonly Group[], filter: LibraryFilter): Prisma.Sql {
  const counted = groups
    .filter((group) => isPlain(group) || group === "mark")
    .map((group) =>
      isPlain(group) ? ofPlain(group) : ofMarks(filter.personId, entriesOf(sight, filter)),
    );
  return sql`
    with alike as materialized (
      select ${ALIKE}, sum(e.image_count) as count from ${tallyOf(filter)} e
      where ${tallyWhere(sight, filter)} group by ${ALIKE}
    )
    select *, false as "isAtLeast"
    from (${join(counted, " union all ")}) as counted order by 1, 3 desc, 2`;
}

/** The newest pictures that have any, and of these those that are found. */
const fromNewest = (sight: Sight, group: Several, filter: LibraryFilter) => sql`
  with newest as materialized (
    ${SEVERAL[group](sight)} order by image_id desc limit ${NEWEST_MAX}
  )
  select *, (select count(*) from newest) = ${NEWEST_MAX} as "isAtLeast"
  from (${ofSeveral(group, sql`newest`, entriesOf(sight, filter))}) as counted order by 3 desc, 2`;

/** Each part is counted at the same time as the others. */
function tallyQueries(sight: Sight, groups: readonly Group[], filter: LibraryFilter): Prisma.Sql[] {
  const parts = [groups.filter(isPlain), groups.filter((group) => group === "mark")];
  return [
    ...parts.filter(({ length }) => length > 0).map((part) => fromTally(sight, part, filter)),
    ...groups.filter(isSeveral).map((group) => fromNewest(sight, group, filter)),
  ];
}

/** Numbers to add up, each of a day. */
function daysOf(sight: Sight, filter: LibraryFilter): Prisma.Sql {
  if (isRolledUp(filter))
    return sql`
      select e.day, e.image_count as count from library_day e where ${rollupWhere(sight, filter)}`;
  if (isTallied(filter))
    return sql`
      select e.day, e.image_count as count from library_tally e where ${tallyWhere(sight, filter)}`;
  // All but the few that the person has marked.
  if (isTalliedButUnmarked(filter)) {
    const all = { ...filter, mark: [] };
    return sql`${daysOf(sight, all)} union all
      select e.day, -1 from image_mark m join library_entry e on e.image_id = m.image_id
      where m.person_id = ${filter.personId} and m.verdict is not null and ${whereOf(sight, all)}`;
  }
  return sql`
    select e.day, count(*) as count from library_entry e where ${whereOf(sight, filter)} group by e.day`;
}

export function createCounter(prisma: PrismaClient) {
  const listDays: LibraryRepository["listDays"] = (sight, filter, isStacked) => {
    if (isStacked) return prisma.$queryRaw(stackedDays(sight, filter));
    return prisma.$queryRaw`
      select to_char(day, 'YYYY-MM-DD') as day, sum(count)::int as count, sum(count)::int as "pictureCount"
      from (${daysOf(sight, filter)}) as counted
      group by counted.day having sum(count) > 0 order by counted.day desc`;
  };

  const countFacets: LibraryRepository["countFacets"] = async (sight, groups, filter) => {
    const queries = isTallied(filter)
      ? tallyQueries(sight, groups, filter)
      : [groups].filter(({ length }) => length > 0).map((all) => fromEntries(sight, all, filter));
    const rows = await Promise.all(queries.map((query) => prisma.$queryRaw<Counted[]>(query)));
    const counted = new Map<Group, FacetCount[]>();
    for (const { group, ...facet } of rows.flat())
      counted.set(group, [...(counted.get(group) ?? []), facet]);
    return counted;
  };
  return { listDays, countFacets };
}
