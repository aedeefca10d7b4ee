import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { createCollectionPictures } from "@/lib/adapters/prisma/collection-pictures";
import { inside, isConflict } from "@/lib/adapters/prisma/prisma-client";
import type { CollectionRecord, CollectionRepository } from "@/lib/ports/collection-repository";

const { sql } = Prisma;

const keyOf = (name: string) => name.toLowerCase();

/** Of the collection `c`, what is outside the bin and has not been taken out. */
const SHOWN = sql`
  collection_image i join library_entry e on e.image_id = i.image_id and e.deleted_at is null
  where i.collection_id = c.id and i.taken_at is null`;

const readRecords = (prisma: PrismaClient, where: Prisma.Sql) =>
  prisma.$queryRaw<CollectionRecord[]>(sql`
    select c.id, c.name, c.description, c.search, c.changed_at as "changedAt",
      (select count(*)::int from ${SHOWN}) as "imageCount",
      (select i.image_id from ${SHOWN} order by i.place limit 1) as "firstImageId",
      (
        select e.image_id from library_entry e
        where e.image_id = c.cover_image_id and e.team_id = c.team_id and e.deleted_at is null
          and (c.search is not null or exists (
            select from collection_image i
            where i.collection_id = c.id and i.image_id = e.image_id and i.taken_at is null
          ))
      ) as "chosenCoverId"
    from collection c where ${where} and c.deleted_at is null
    order by c.changed_at desc, c.id desc`);

const createReader = (
  prisma: PrismaClient,
): Pick<CollectionRepository, "list" | "find" | "hasPicture"> => ({
  list: (teamId) => readRecords(prisma, sql`c.team_id = ${teamId}`),
  async find({ teamId, id }) {
    const [record] = await readRecords(prisma, sql`c.team_id = ${teamId} and c.id = ${id}`);
    return record ?? null;
  },
  async hasPicture({ teamId, id }, imageId) {
    const rows = await prisma.$queryRaw<unknown[]>`
      select 1 from collection c
      join library_entry e on e.image_id = ${imageId} and e.team_id = c.team_id and e.deleted_at is null
      left join collection_image i
        on i.collection_id = c.id and i.image_id = e.image_id and i.taken_at is null
      where c.id = ${id} and c.team_id = ${teamId} and (c.search is not null or i.image_id is not null)`;
    return rows.length > 0;
  },
});

export function createCollectionRepository(prisma: PrismaClient): CollectionRepository {
  /** Another of that name is the one conflict that there can be. */
  const written = (writing: Promise<{ count: number }>) =>
    writing.then(
      ({ count }) => (count > 0 ? ("done" as const) : ("not_found" as const)),
      (cause: unknown) => {
        if (isConflict(cause)) return "name_taken" as const;
        throw cause;
      },
    );
  return {
    ...createReader(prisma),
    ...createCollectionPictures(prisma),
    async create({ name, at, ...collection }) {
      const row = { ...collection, name, key: keyOf(name), description: "" };
      const data = [{ ...row, createdAt: at, changedAt: at }];
      return (await written(prisma.collection.createMany({ data }))) === "done";
    },
    change: (place, { at, ...change }) =>
      written(
        prisma.collection.updateMany({
          where: { ...place, deletedAt: null },
          data: {
            ...change,
            ...(change.name !== undefined && { key: keyOf(change.name) }),
            changedAt: at,
          },
        }),
      ),
    async remove(tx, place, at) {
      const [removed] = await inside(tx).collection.updateManyAndReturn({
        where: { ...place, deletedAt: null },
        data: { deletedAt: at, key: null },
        select: { name: true },
      });
      return removed?.name ?? null;
    },
    async restore(tx, place, at) {
      const where = { ...place, deletedAt: { not: null } };
      const found = await inside(tx).collection.findFirst({ where, select: { name: true } });
      if (!found) return null;
      const data = { deletedAt: null, key: keyOf(found.name), changedAt: at };
      const { count } = await inside(tx).collection.updateMany({ where, data });
      return count > 0 ? found.name : null;
    },
  };
}
