import { Prisma } from "@/lib/adapters/prisma/client/client";
import { seesProject } from "@/lib/adapters/prisma/sight";
import type { HasFilter, MarkFilter } from "@/lib/library/schema/facts";
import type { LibraryFilter } from "@/lib/ports/library-repository";
import type { Sight } from "@/lib/shared/actor";

const { sql, join, raw } = Prisma;

const MARK_CONDITIONS = {
  picked: sql`e.pick_count > 0`,
  rejected: sql`e.reject_count > 0 and e.pick_count = 0`,
  unmarked: sql`e.pick_count = 0 and e.reject_count = 0`,
} as const satisfies Record<MarkFilter, Prisma.Sql>;

/** What the asking person thinks. */
const ownMark = (personId: string, condition: Prisma.Sql) => sql`exists (
  select from image_mark m
  where m.image_id = e.image_id and m.person_id = ${personId} and ${condition}
)`;
const OWN_CONDITIONS = {
  picked: (personId) => ownMark(personId, sql`m.verdict = 'pick'`),
  rejected: (personId) => ownMark(personId, sql`m.verdict = 'reject'`),
  unmarked: (personId) => sql`not ${ownMark(personId, sql`m.verdict is not null`)}`,
} as const satisfies Record<MarkFilter, (personId: string) => Prisma.Sql>;

const HAS_CONDITIONS = {
  stars: sql`e.stars > 0`,
  tags: sql`exists (select from image_tag t where t.image_id = e.image_id)`,
  upload: sql`exists (select from upload u where u.generation_id = e.generation_id)`,
} as const satisfies Record<HasFilter, Prisma.Sql>;

type Chosen = LibraryFilter["not"];
type Asking = { sight: Sight; personId: string };

const isAny = (column: string, values: readonly string[]) =>
  values.length > 0 ? [sql`${raw(column)} = any (${[...values]})`] : [];

const hasTag = (tagIds: readonly string[]) => sql`exists (
  select from image_tag t where t.image_id = e.image_id and t.tag_id = any (${[...tagIds]})
)`;

const hasColour = (colours: readonly string[]) => sql`exists (
  select from image_look l where l.image_id = e.image_id and l.colours && ${[...colours]}::text[]
)`;

function saysWord({ text, tagIds }: LibraryFilter["words"][number], teamId: string): Prisma.Sql {
  const query = sql`to_tsquery('russian', ${`${text}:*`})`;
  if (tagIds.length === 0) return sql`e.words @@ ${query}`;
  // Not an "or", which would read every entry.
  return sql`e.image_id in (
    select w.image_id from library_entry w where w.team_id = ${teamId} and w.words @@ ${query}
    union all select t.image_id from image_tag t where t.tag_id = any (${tagIds})
  )`;
}

const isIn = ({ id, filter }: Chosen["collections"][number], sight: Sight): Prisma.Sql =>
  filter
    ? sql`(${whereOf(sight, filter)})`
    : sql`exists (
        select from collection_image c
        where c.image_id = e.image_id and c.collection_id = ${id} and c.taken_at is null
      )`;

/** Each is true of a picture that has what is asked for. */
function conditionsOf(chosen: Chosen, { sight, personId }: Asking): Prisma.Sql[] {
  const marks = chosen.status.map((status) => sql`(${MARK_CONDITIONS[status]})`);
  const own = chosen.mark.map((mark) => OWN_CONDITIONS[mark](personId));
  const collections = chosen.collections.map((collection) => isIn(collection, sight));
  return [
    // The last word may be half typed.
    ...chosen.words.map((word) => saysWord(word, sight.teamId)),
    ...chosen.phrases.map((phrase) => sql`e.words @@ phraseto_tsquery('russian', ${phrase})`),
    ...isAny("e.project_id", chosen.projectIds),
    ...isAny("e.author_id", chosen.authorIds),
    ...isAny("e.model", chosen.models),
    ...isAny("e.aspect_ratio", chosen.ratios),
    ...(chosen.tagIds.length > 0 ? [hasTag(chosen.tagIds)] : []),
    ...[marks, own, collections]
      .filter((any) => any.length > 0)
      .map((any) => sql`(${join(any, " or ")})`),
    ...chosen.has.map((has) => HAS_CONDITIONS[has]),
    ...(chosen.colours.length > 0 ? [hasColour(chosen.colours)] : []),
  ];
}

export function whereOf(sight: Sight, filter: LibraryFilter): Prisma.Sql {
  const { starsMin, starsMax, since, until, personId, imageIds } = filter;
  const asking = { sight, personId };
  const conditions = [
    sql`e.team_id = ${sight.teamId}`,
    seesProject(sight, "e.project_id"),
    sql`e.deleted_at is null`,
    ...conditionsOf(filter, asking),
    ...conditionsOf(filter.not, asking).map((condition) => sql`not (${condition})`),
    ...(imageIds !== null ? [sql`e.image_id = any (${imageIds})`] : []),
    ...(starsMin !== null ? [sql`e.stars >= ${starsMin}`] : []),
    ...(starsMax !== null ? [sql`e.stars <= ${starsMax}`] : []),
    ...(since !== null ? [sql`e.day >= ${since}::date`] : []),
    ...(until !== null ? [sql`e.day <= ${until}::date`] : []),
  ];
  return join(conditions, " and ");
}

const isNothing = (value: unknown) =>
  value === null || value === false || (Array.isArray(value) && value.length === 0);

/** Whether a filter asks for nothing but these. `has:stars` is a matter of the stars. */
function asksOnlyFor(keys: ReadonlySet<string>, { not, ...filter }: LibraryFilter): boolean {
  const rest = Object.entries(filter).filter(([key]) => key !== "personId");
  return [...rest, ...Object.entries(not)].every(
    ([key, value]) =>
      keys.has(key) ||
      isNothing(value) ||
      (key === "has" && keys.has("starsMin") && value?.toString() === "stars"),
  );
}

const ROLLED_UP = new Set(["projectIds", "authorIds", "since", "until"]);
const TALLIED = new Set([...ROLLED_UP, "models", "ratios", "status", "starsMin", "starsMax"]);

/** True when the counts per day, project and person already say it. */
export const isRolledUp = (filter: LibraryFilter) => asksOnlyFor(ROLLED_UP, filter);
/** True when `library_tally` and `library_total` do. */
export const isTallied = (filter: LibraryFilter) => asksOnlyFor(TALLIED, filter);

/** True when it leaves so much of a library that the newest of what it finds come quickly, and all of it does not. */
export function isDense({ not, ...filter }: LibraryFilter): boolean {
  const { words, phrases, tagIds, collections, imageIds, mark, has, colours } = filter;
  const isRare =
    [words, phrases, tagIds, collections].some((list) => list.length > 0) ||
    imageIds !== null ||
    has.includes("upload") ||
    mark.some((it) => it !== "unmarked");
  const isCommon = [mark, has, colours].some((list) => list.length > 0) || !isNothingIn(not);
  return isCommon && !isRare;
}

/** What is left to count of a filter for what the person has not marked, when nothing else of it needs entries. */
export function isTalliedButUnmarked(filter: LibraryFilter): boolean {
  const { mark } = filter;
  return mark.length === 1 && mark[0] === "unmarked" && isTallied({ ...filter, mark: [] });
}

const isNothingIn = (chosen: Chosen) => Object.values(chosen).every(isNothing);

/** The same over `library_day`. */
export function rollupWhere(sight: Sight, filter: LibraryFilter): Prisma.Sql {
  const { since, until, not } = filter;
  return join(
    [
      sql`e.team_id = ${sight.teamId}`,
      seesProject(sight, "e.project_id"),
      ...isAny("e.project_id", filter.projectIds),
      ...isAny("e.author_id", filter.authorIds),
      ...isAny("e.project_id", not.projectIds).map((it) => sql`not (${it})`),
      ...isAny("e.author_id", not.authorIds).map((it) => sql`not (${it})`),
      ...(since !== null ? [sql`e.day >= ${since}::date`] : []),
      ...(until !== null ? [sql`e.day <= ${until}::date`] : []),
    ],
    " and ",
  );
}

/** The rollup that answers filters which `isTallied`: without days it has a twentieth of the rows. */
export const tallyOf = (...filters: readonly LibraryFilter[]): Prisma.Sql =>
  filters.every(({ since, until }) => since === null && until === null)
    ? sql`library_total`
    : sql`library_tally`;

/** The same over `tallyOf`. */
export function tallyWhere(sight: Sight, filter: LibraryFilter): Prisma.Sql {
  const { starsMin, starsMax } = filter;
  const chosen = ({ models, ratios, status, has }: LibraryFilter["not"]) => [
    ...isAny("e.model", models),
    ...isAny("e.aspect_ratio", ratios),
    ...isAny("e.status", status),
    ...has.map((it) => HAS_CONDITIONS[it]),
  ];
  return join(
    [
      rollupWhere(sight, filter),
      ...chosen(filter),
      ...chosen(filter.not).map((condition) => sql`not (${condition})`),
      ...(starsMin !== null ? [sql`e.stars >= ${starsMin}`] : []),
      ...(starsMax !== null ? [sql`e.stars <= ${starsMax}`] : []),
    ],
    " and ",
  );
}
