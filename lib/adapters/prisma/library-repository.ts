import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { createArranger } from "@/lib/adapters/prisma/library-arranger";
import { createCounter } from "@/lib/adapters/prisma/library-counter";
import { readPictures } from "@/lib/adapters/prisma/library-pictures";
import { createStackWriter, membersOf, tilesOf } from "@/lib/adapters/prisma/library-stacks";
import { createMarkReader, createWriter } from "@/lib/adapters/prisma/library-writer";
import { createLiveCounter } from "@/lib/adapters/prisma/live-counter";
import { inOpenProject, seesPicture, seesProject } from "@/lib/adapters/prisma/sight";
import { CHUNK_SIZE } from "@/lib/library/schema/facts";
import type { LibraryRepository } from "@/lib/ports/library-repository";
import { type Sight, seesAll } from "@/lib/shared/actor";

const { sql } = Prisma;

/** What only pictures of closed projects are tagged with is no word of the person's team. */
const tagsSeen = (sight: Sight): Prisma.TagWhereInput =>
  seesAll(sight) ? {} : { pictures: { some: { entry: inOpenProject(sight) } } };

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

  const listIds: LibraryRepository["listIds"] = async (sight, filter, place) => {
    const reader = { ...sight, personId: filter.personId };
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      select tile.image_id as id from (${tilesOf(reader, filter, place)}) as tile
      order by ${byPlace}`;
    return rows.map(({ id }) => id);
  };

  const listNames: LibraryRepository["listNames"] = async (sight) => {
    const team = await prisma.team.findUniqueOrThrow({
      where: { id: sight.teamId },
      select: {
        timeZone: true,
        projects: {
          where: { id: { notIn: [...sight.closedProjectIds] } },
          select: { id: true, name: true, code: true, isClosed: true },
        },
        tags: { where: tagsSeen(sight), select: { id: true, name: true } },
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

/** The look `l`: each of a picture with an entry has its place there. */
const isShown = (sight: Sight) =>
  seesAll(sight)
    ? sql`true`
    : sql`exists (
        select from library_entry e where e.image_id = l.image_id and ${seesProject(sight, "e.project_id")}
      )`;

const createLooker = (prisma: PrismaClient): Pick<LibraryRepository, "listAlike"> => ({
  async listAlike(sight, code, limit) {
    const slash = code.lastIndexOf("/");
    const [generation, number] = [code.slice(0, slash), Number(code.slice(slash + 1))];
    if (slash < 1 || !Number.isSafeInteger(number)) return null;
    const [seed] = await prisma.$queryRaw<{ signature: string }[]>`
      select l.signature::text as signature from image_look l
      join image i on i.id = l.image_id
      join variant v on v.id = i.variant_id and v.number = ${number}
      join generation g on g.id = v.generation_id and g.team_id = ${sight.teamId} and g.code = ${generation}
      where ${seesPicture(sight, "l.image_id")}
      limit 1`;
    if (!seed) return null;
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      select image_id as id from (
        select image_id, bit_count(signature # ${seed.signature}::bit(144)) as distance
        from image_look l where team_id = ${sight.teamId} and ${isShown(sight)}
      ) as looks
      where distance <= ${ALIKE_BITS_MAX} order by distance, image_id limit ${limit}`;
    return rows.map(({ id }) => id);
  },
});

function createSpeller(prisma: PrismaClient) {
  const hasWord: LibraryRepository["hasWord"] = async (sight, word) => {
    // The index finds a rare word at once. Asked for the first one alone, the database would rather read all entries.
    const [row] = await prisma.$queryRaw<{ found: boolean }[]>`
      with found as materialized (
        select e.team_id, e.project_id from library_entry e where e.words @@ to_tsquery('russian', ${`${word}:*`})
      )
      select exists (
        select from found where team_id = ${sight.teamId} and ${seesProject(sight, "project_id")}
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
  countLive: createLiveCounter(prisma),
  ...createReader(prisma),
  ...createLooker(prisma),
  ...createSpeller(prisma),
  ...createMarkReader(prisma),
  ...createWriter(prisma),
  ...createStackWriter(prisma),
  ...createArranger(prisma),
});
