import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { seesProject, seesRun } from "@/lib/adapters/prisma/sight";
import type { MadeBefore, PrecedentRecord } from "@/lib/ports/made-before";
import { type Sight, seesAll } from "@/lib/shared/actor";

const { sql, join } = Prisma;

/** Of one text, characters: what comes after makes it no more like another. */
const TEXT_LENGTH = 4_000;
/** Texts that are compared. */
const TEXTS_MAX = 60;
/** Among so many of the newest, parts that one text in thirty holds are found often enough. */
const NEAR_COUNT = 2_000;
/** Uses of each reference that are looked at, and generations that are answered with. */
const USES_PER_REFERENCE_MAX = 200;
const USES_MAX = 48;

const anyGroup = (groups: readonly string[][], holds: (part: string) => Prisma.Sql) =>
  join(
    groups.map((parts) => sql`(${join(parts.map(holds), " and ")})`),
    " or ",
  );
const inWords = (part: string) => sql`words like ${`%${part}%`}`;
const inGrams = (part: string) => sql`prompt_grams(words) @> prompt_grams(${part})`;

/**
 * As in the prompt history: a frequent part is met on the way through the newest texts, a rare one is found by its
 * letters in the index of three-letter parts. The second is fenced off, so that no order tempts the planner away from
 * that index.
 */
async function listTexts(prisma: PrismaClient, sight: Sight, groups: readonly string[][]) {
  const { teamId } = sight;
  const own = sql`team_id = ${teamId} and owner_id = ${teamId}`;
  const read = (candidates: Prisma.Sql) =>
    prisma.$queryRaw<PrecedentRecord[]>`
      with candidate as materialized (${candidates})
      select encode(prompt_hash, 'hex') as "promptHash", generation_id as "generationId",
        left(words, ${TEXT_LENGTH}::int) as text, 0 as "sharedCount", 0 as "referenceCount"
      from candidate where ${wasSeen(sight)} and (${anyGroup(groups, inWords)})
      order by used_at desc, generation_id desc limit ${TEXTS_MAX}`;
  const near = await read(sql`
    select * from prompt_use where ${own}
    order by used_at desc, generation_id desc limit ${NEAR_COUNT}`);
  if (near.length === TEXTS_MAX) return near;
  return read(sql`select * from prompt_use where ${own} and (${anyGroup(groups, inGrams)})`);
}

/** The text `candidate` is in a run that the person sees. */
const wasSeen = (sight: Sight) =>
  seesAll(sight)
    ? sql`true`
    : sql`exists (
        select from generation g
        where g.team_id = candidate.team_id and g.prompt_hash = candidate.prompt_hash and ${seesRun(sight)}
      )`;

/** The same of the use `r`. */
const ofSeenRun = (sight: Sight) =>
  seesAll(sight)
    ? Prisma.empty
    : sql`join generation g on g.id = r.generation_id and ${seesRun(sight)}`;

export const createMadeBefore = (prisma: PrismaClient): MadeBefore => ({
  listTexts: (sight, groups) => listTexts(prisma, sight, groups),
  // An id is a ULID: the index by reference and generation has the newest first.
  listUses: (sight, referenceImageIds) =>
    prisma.$queryRaw<PrecedentRecord[]>`
      select encode(g.prompt_hash, 'hex') as "promptHash", g.id as "generationId",
        left(g.prompt_as_typed, ${TEXT_LENGTH}::int) as text, found.shared as "sharedCount",
        (
          select count(*)::int from generation_reference r
          where r.generation_id = g.id and r.is_enabled
        ) as "referenceCount"
      from (
        select use.generation_id, count(*)::int as shared
        from unnest(${[...referenceImageIds]}::text[]) as asked (id)
        cross join lateral (
          select distinct r.generation_id from generation_reference r ${ofSeenRun(sight)}
          where r.reference_image_id = asked.id and r.is_enabled
          order by r.generation_id desc limit ${USES_PER_REFERENCE_MAX}
        ) as use
        group by use.generation_id
        order by shared desc, use.generation_id desc limit ${USES_MAX}
      ) as found
      join generation g on g.id = found.generation_id and g.team_id = ${sight.teamId}
      order by found.shared desc, g.id desc`,
  listPictures: (sight, precedents) => {
    const { teamId } = sight;
    const ids = precedents.map(({ generationId }) => generationId);
    const hashes = precedents.map(({ promptHash }) => promptHash);
    return prisma.$queryRaw`
      select best.image_id as "imageId", i.variant_id as "variantId", g.id as "generationId",
        g.code || '/' || v.number as code, left(g.prompt_as_typed, 240) as "promptAsTyped",
        u.name as "authorName", best.at, i.thumbhash
      from unnest(${ids}::text[], ${hashes}::text[]) with ordinality as asked (id, hash, place)
      cross join lateral (
        (${bestOf(sight, sql`g.id = asked.id and g.team_id = ${teamId}`)})
        union all
        (${bestOf(sight, sql`g.team_id = ${teamId} and g.prompt_hash = decode(asked.hash, 'hex')`)})
        limit 1
      ) as best
      join generation g on g.id = best.generation_id
      join image i on i.id = best.image_id
      join variant v on v.id = i.variant_id
      join "user" u on u.id = best.author_id
      order by asked.place`;
  },
});

/** The newest generation that has one; of its pictures, the one that people like best. */
const bestOf = (sight: Sight, which: Prisma.Sql) => sql`
  select e.image_id, e.generation_id, e.author_id, e.at
  from generation g join library_entry e on e.generation_id = g.id and e.deleted_at is null
    and ${seesProject(sight, "e.project_id")}
  where ${which}
  order by g.created_at desc, g.id desc, e.pick_count desc, e.reject_count, e.stars desc, e.image_id
  limit 1`;
