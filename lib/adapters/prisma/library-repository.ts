import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { createArranger } from "@/lib/adapters/prisma/library-arranger";
import { isRolledUp, rollupWhere, whereOf } from "@/lib/adapters/prisma/library-filter";
import { readPictures } from "@/lib/adapters/prisma/library-pictures";
import {
  createStackWriter,
  membersOf,
  stackedDays,
  tilesOf,
} from "@/lib/adapters/prisma/library-stacks";
import { createMarkReader, createWriter } from "@/lib/adapters/prisma/library-writer";
import type { LibraryFacets } from "@/lib/library/schema";
import { CHUNK_SIZE } from "@/lib/library/schema/facts";
import type { LibraryFilter, LibraryRepository } from "@/lib/ports/library-repository";

const { sql } = Prisma;

/** What a group of facets counts beside the entries. */
const BESIDE: Partial<Record<keyof LibraryFacets, (filter: LibraryFilter) => Prisma.Sql>> = {
  mark: ({ personId }) =>
    sql`left join image_mark m on m.image_id = e.image_id and m.person_id = ${personId}`,
  tag: () => sql`join image_tag t on t.image_id = e.image_id`,
  collection: () => sql`
    join collection_image c on c.image_id = e.image_id and c.taken_at is null
    join collection k on k.id = c.collection_id and k.deleted_at is null`,
};

function createCounter(prisma: PrismaClient) {
  const listDays: LibraryRepository["listDays"] = (teamId, filter, isStacked) => {
    if (isStacked) return prisma.$queryRaw(stackedDays(teamId, filter));
    if (!isRolledUp(filter))
      return prisma.$queryRaw`
        select to_char(e.day, 'YYYY-MM-DD') as day, count(*)::int as count, count(*)::int as "pictureCount"
        from library_entry e where ${whereOf(teamId, filter)}
        group by e.day order by e.day desc`;
    return prisma.$queryRaw`
      select to_char(e.day, 'YYYY-MM-DD') as day, sum(e.image_count)::int as count,
        sum(e.image_count)::int as "pictureCount"
      from library_day e where ${rollupWhere(teamId, filter)}
      group by e.day having sum(e.image_count) > 0 order by e.day desc`;
  };

  const VALUES = {
    person: sql`e.author_id`,
    project: sql`e.project_id`,
    ratio: sql`e.aspect_ratio`,
    model: sql`e.model`,
    tag: sql`t.tag_id`,
    collection: sql`c.collection_id`,
    mark: sql`case m.verdict when 'pick' then 'picked' when 'reject' then 'rejected' else 'unmarked' end`,
    rating: sql`e.stars::text`,
    status: sql`case when e.pick_count > 0 then 'picked' when e.reject_count > 0 then 'rejected' else 'unmarked' end`,
  } as const satisfies Record<keyof LibraryFacets, Prisma.Sql>;

  const countFacet: LibraryRepository["countFacet"] = (teamId, group, filter) => {
    const canRollUp = isRolledUp(filter) && (group === "person" || group === "project");
    const counted = canRollUp
      ? sql`sum(e.image_count)::int as count from library_day e`
      : sql`count(*)::int as count from library_entry e`;
    const beside = BESIDE[group]?.(filter) ?? sql``;
    const where = canRollUp ? rollupWhere(teamId, filter) : whereOf(teamId, filter);
    return prisma.$queryRaw`
      select ${VALUES[group]} as value, ${counted} ${beside} where ${where}
      group by 1 order by 2 desc, 1`;
  };
  return { listDays, countFacet };
}

function createReader(prisma: PrismaClient) {
  const byPlace = sql`tile.at desc, tile.id desc`;

  const listChunk: LibraryRepository["listChunk"] = (reader, filter, place) =>
    readPictures(prisma, {
      personId: reader.personId,
      entries: sql`
        select e.*, tile.at as tile_at, tile.id as tile_id, tile.stack_count
        from (${tilesOf(reader, filter, place)}) as tile
        join library_entry e on e.image_id = tile.image_id`,
      stackCount: sql`e.stack_count`,
      order: sql`e.tile_at desc, e.tile_id desc`,
    });

  const listStack: LibraryRepository["listStack"] = (reader, filter, imageId) =>
    readPictures(prisma, {
      personId: reader.personId,
      entries: sql`
        select e.*, member.position, member.stack_count
        from (${membersOf(reader, filter, { imageId, limit: CHUNK_SIZE })}) as member
        join library_entry e on e.image_id = member.image_id`,
      stackCount: sql`e.stack_count`,
      order: sql`e.position`,
    });

  const listIds: LibraryRepository["listIds"] = async (teamId, filter, place) => {
    const reader = { teamId, personId: filter.personId };
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      select tile.image_id as id from (${tilesOf(reader, filter, place)}) as tile
      order by ${byPlace}`;
    return rows.map(({ id }) => id);
  };

  const listNames: LibraryRepository["listNames"] = async (teamId) => {
    const team = await prisma.team.findUniqueOrThrow({
      where: { id: teamId },
      select: {
        timeZone: true,
        projects: { select: { id: true, name: true, code: true } },
        tags: { select: { id: true, name: true } },
        collections: {
          where: { deletedAt: null },
          select: { id: true, name: true, search: true, madeById: true },
        },
        memberships: { select: { user: { select: { id: true, name: true } } } },
      },
    });
    const { memberships, ...names } = team;
    return { ...names, people: memberships.map(({ user }) => user) };
  };
  return { listChunk, listStack, listIds, listNames };
}

/** Bits of the signature that may differ: a fourth of them. */
const ALIKE_BITS_MAX = 36;

const createLooker = (prisma: PrismaClient): Pick<LibraryRepository, "listAlike"> => ({
  async listAlike(teamId, code, limit) {
    const slash = code.lastIndexOf("/");
    const [generation, number] = [code.slice(0, slash), Number(code.slice(slash + 1))];
    if (slash < 1 || !Number.isSafeInteger(number)) return null;
    const [seed] = await prisma.$queryRaw<{ signature: string }[]>`
      select l.signature::text as signature from image_look l
      join image i on i.id = l.image_id
      join variant v on v.id = i.variant_id and v.number = ${number}
      join generation g on g.id = v.generation_id and g.team_id = ${teamId} and g.code = ${generation}
      limit 1`;
    if (!seed) return null;
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      select image_id as id from (
        select image_id, bit_count(signature # ${seed.signature}::bit(144)) as distance
        from image_look where team_id = ${teamId}
      ) as looks
      where distance <= ${ALIKE_BITS_MAX} order by distance, image_id limit ${limit}`;
    return rows.map(({ id }) => id);
  },
});

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

export const createLibraryRepository = (prisma: PrismaClient): LibraryRepository => ({
  ...createCounter(prisma),
  ...createReader(prisma),
  ...createLooker(prisma),
  ...createSpeller(prisma),
  ...createMarkReader(prisma),
  ...createWriter(prisma),
  ...createStackWriter(prisma),
  ...createArranger(prisma),
});
