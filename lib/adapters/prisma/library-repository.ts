import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { aspectRatioSchema } from "@/lib/generation/schema";
import type { LibraryFacets, MarkFilter } from "@/lib/library/schema";
import type {
  LibraryFilter,
  LibraryPictureRecord,
  LibraryRepository,
} from "@/lib/ports/library-repository";

const { sql, join, raw } = Prisma;

const MARK_CONDITIONS = {
  picked: sql`e.pick_count > 0`,
  rejected: sql`e.reject_count > 0 and e.pick_count = 0`,
  unmarked: sql`e.pick_count = 0 and e.reject_count = 0`,
} as const satisfies Record<MarkFilter, Prisma.Sql>;

type Chosen = LibraryFilter["not"];

const isAny = (column: string, values: readonly string[]) =>
  values.length > 0 ? [sql`${raw(column)} = any (${[...values]})`] : [];

/** Each is true of a picture that has what is asked for. */
function conditionsOf(chosen: Chosen): Prisma.Sql[] {
  const marks = chosen.status.map((status) => sql`(${MARK_CONDITIONS[status]})`);
  return [
    // The last word may be half typed.
    ...chosen.words.map((word) => sql`e.words @@ to_tsquery('russian', ${`${word}:*`})`),
    ...chosen.phrases.map((phrase) => sql`e.words @@ phraseto_tsquery('russian', ${phrase})`),
    ...isAny("e.project_id", chosen.projectIds),
    ...isAny("e.author_id", chosen.authorIds),
    ...isAny("e.model", chosen.models),
    ...isAny("e.aspect_ratio", chosen.ratios),
    ...(marks.length > 0 ? [sql`(${join(marks, " or ")})`] : []),
  ];
}

function whereOf(teamId: string, filter: LibraryFilter): Prisma.Sql {
  const { starsMin, starsMax, since, until } = filter;
  const conditions = [
    sql`e.team_id = ${teamId}`,
    sql`e.deleted_at is null`,
    ...conditionsOf(filter),
    ...conditionsOf(filter.not).map((condition) => sql`not (${condition})`),
    ...(starsMin !== null ? [sql`e.stars >= ${starsMin}`] : []),
    ...(starsMax !== null ? [sql`e.stars <= ${starsMax}`] : []),
    ...(since !== null ? [sql`e.day >= ${since}::date`] : []),
    ...(until !== null ? [sql`e.day <= ${until}::date`] : []),
  ];
  return join(conditions, " and ");
}

/** True when the counts per day, project and person already say it. */
const isRolledUp = ({ not, ...filter }: LibraryFilter) =>
  [filter, not].every((chosen) =>
    [chosen.words, chosen.phrases, chosen.models, chosen.ratios, chosen.status].every(
      (list) => list.length === 0,
    ),
  ) &&
  filter.starsMin === null &&
  filter.starsMax === null;

function createCounter(prisma: PrismaClient) {
  const listDays: LibraryRepository["listDays"] = (teamId, filter) => {
    if (!isRolledUp(filter))
      return prisma.$queryRaw`
        select to_char(e.day, 'YYYY-MM-DD') as day, count(*)::int as count
        from library_entry e where ${whereOf(teamId, filter)}
        group by e.day order by e.day desc`;
    return prisma.$queryRaw`
      select to_char(e.day, 'YYYY-MM-DD') as day, sum(e.image_count)::int as count
      from library_day e where ${rollupWhere(teamId, filter)}
      group by e.day having sum(e.image_count) > 0 order by e.day desc`;
  };

  const VALUES = {
    person: sql`e.author_id`,
    project: sql`e.project_id`,
    ratio: sql`e.aspect_ratio`,
    model: sql`e.model`,
    status: sql`case when e.pick_count > 0 then 'picked' when e.reject_count > 0 then 'rejected' else 'unmarked' end`,
  } as const satisfies Record<keyof LibraryFacets, Prisma.Sql>;

  const countFacet: LibraryRepository["countFacet"] = (teamId, group, filter) => {
    const canRollUp = isRolledUp(filter) && (group === "person" || group === "project");
    const counted = canRollUp
      ? sql`sum(e.image_count)::int as count from library_day e`
      : sql`count(*)::int as count from library_entry e`;
    const where = canRollUp ? rollupWhere(teamId, filter) : whereOf(teamId, filter);
    return prisma.$queryRaw`
      select ${VALUES[group]} as value, ${counted} where ${where}
      group by 1 order by 2 desc, 1`;
  };
  return { listDays, countFacet };
}

function rollupWhere(teamId: string, filter: LibraryFilter): Prisma.Sql {
  const { since, until, not } = filter;
  return join(
    [
      sql`e.team_id = ${teamId}`,
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

type Row = Omit<LibraryPictureRecord, "aspectRatio" | "verdict"> & {
  aspectRatio: string;
  verdict: string | null;
};

function createReader(prisma: PrismaClient) {
  const listChunk: LibraryRepository["listChunk"] = async (
    { teamId, personId },
    filter,
    { from, to, asOf, offset, limit },
  ) => {
    const rows = await prisma.$queryRaw<Row[]>`
      select e.image_id as "imageId", i.variant_id as "variantId", e.generation_id as "generationId",
        g.code || '/' || v.number as code, left(g.prompt_as_typed, 240) as "promptAsTyped",
        u.name as "authorName", e.at, i.width, i.height, e.aspect_ratio as "aspectRatio", i.thumbhash,
        m.verdict, coalesce(m.stars, 0)::int as stars, e.pick_count > 0 as "isTeamPick"
      from (
        select e.* from library_entry e
        where ${whereOf(teamId, filter)} and e.day between ${from}::date and ${to}::date
          and e.at <= ${asOf}
        order by e.at desc, e.image_id desc
        offset ${offset} limit ${limit}
      ) as e
      join image i on i.id = e.image_id
      join variant v on v.id = i.variant_id
      join generation g on g.id = e.generation_id
      join "user" u on u.id = e.author_id
      left join image_mark m on m.image_id = e.image_id and m.person_id = ${personId}
      order by e.at desc, e.image_id desc`;
    return rows.map((row) => ({
      ...row,
      aspectRatio: aspectRatioSchema.parse(row.aspectRatio),
      // Written by `setMarks` only.
      verdict: row.verdict as LibraryPictureRecord["verdict"],
    }));
  };

  const listNames: LibraryRepository["listNames"] = async (teamId) => {
    const team = await prisma.team.findUniqueOrThrow({
      where: { id: teamId },
      select: {
        timeZone: true,
        projects: { select: { id: true, name: true, code: true } },
        memberships: { select: { user: { select: { id: true, name: true } } } },
      },
    });
    const { timeZone, projects, memberships } = team;
    return { timeZone, projects, people: memberships.map(({ user }) => user) };
  };
  return { listChunk, listNames };
}

function createSpeller(prisma: PrismaClient) {
  const hasWord: LibraryRepository["hasWord"] = async (teamId, word) => {
    const [row] = await prisma.$queryRaw<{ found: boolean }[]>`
      select exists (
        select from library_entry e
        where e.team_id = ${teamId} and e.words @@ to_tsquery('russian', ${`${word}:*`})
      ) as found`;
    return row?.found ?? false;
  };
  const listWords: LibraryRepository["listWords"] = async (teamId, { min, max }) => {
    const rows = await prisma.$queryRaw<{ word: string }[]>`
      select word from library_word
      where team_id = ${teamId} and length(word) between ${min} and ${max} order by word`;
    return rows.map(({ word }) => word);
  };
  return { hasWord, listWords };
}

/** Rows are locked in one order: two who change the same pictures wait for each other once, never in a ring. */
function createWriter(prisma: PrismaClient) {
  const lock = (teamId: string, imageIds: readonly string[]) => sql`
    select image_id from library_entry
    where team_id = ${teamId} and image_id = any (${[...imageIds]})
    order by image_id for update`;

  const mark: LibraryRepository["mark"] = async ({ teamId, personId }, imageIds, given) => {
    const { verdict, stars, at } = given;
    const kept = (column: string, value: unknown) =>
      value === undefined ? sql`m.${raw(column)}` : sql`excluded.${raw(column)}`;
    return prisma.$transaction(async (tx) => {
      const rows = await tx.$queryRaw<{ image_id: string }[]>(lock(teamId, imageIds));
      const ids = rows.map(({ image_id: id }) => id);
      await tx.$executeRaw`
        insert into image_mark as m (image_id, person_id, team_id, verdict, stars, at)
        select id, ${personId}, ${teamId}, ${verdict ?? null}, ${stars ?? 0}, ${at}
        from unnest(${ids}::text[]) as id
        on conflict (image_id, person_id) do update
        set verdict = ${kept("verdict", verdict)}, stars = ${kept("stars", stars)}, at = excluded.at`;
      await tx.$executeRaw`
        update library_entry e set pick_count = m.picks, reject_count = m.rejects, stars = m.stars
        from (
          select image_id, count(*) filter (where verdict = 'pick') as picks,
            count(*) filter (where verdict = 'reject') as rejects, max(stars) as stars
          from image_mark where image_id = any (${ids}) group by image_id
        ) as m where e.image_id = m.image_id`;
      return ids.length;
    });
  };

  const bin: LibraryRepository["bin"] = ({ teamId, personId }, imageIds, at) =>
    prisma.$executeRaw`
      update library_entry e set deleted_at = ${at}, deleted_by_id = ${personId}
      from (${lock(teamId, imageIds)}) as own
      where e.image_id = own.image_id and e.deleted_at is null`;

  const restore: LibraryRepository["restore"] = (teamId, imageIds) =>
    prisma.$executeRaw`
      update library_entry e set deleted_at = null, deleted_by_id = null
      from (${lock(teamId, imageIds)}) as own
      where e.image_id = own.image_id and e.deleted_at is not null`;
  return { mark, bin, restore };
}

export const createLibraryRepository = (prisma: PrismaClient): LibraryRepository => ({
  ...createCounter(prisma),
  ...createReader(prisma),
  ...createSpeller(prisma),
  ...createWriter(prisma),
});
