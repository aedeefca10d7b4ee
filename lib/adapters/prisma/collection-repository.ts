import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { createCollectionPictures } from "@/lib/adapters/prisma/collection-pictures";
import { inside, isConflict } from "@/lib/adapters/prisma/prisma-client";
import { seesProject } from "@/lib/adapters/prisma/sight";
import type { CollectionRecord, CollectionRepository } from "@/lib/ports/collection-repository";
import type { Sight } from "@/lib/shared/actor";

const { sql } = Prisma;

const keyOf = (name: string) => name.toLowerCase();

/** Of the collection `c`, what is outside the bin and has not been taken out. */
const shownTo = (sight: Sight) => sql`
  collection_image i join library_entry e on e.image_id = i.image_id and e.deleted_at is null
    and ${seesProject(sight, "e.project_id")}
  where i.collection_id = c.id and i.taken_at is null`;

function readRecords(prisma: PrismaClient, sight: Sight, where: Prisma.Sql) {
  const shown = shownTo(sight);
  return prisma.$queryRaw<CollectionRecord[]>(sql`
    select c.id, c.name, c.description, c.search, c.changed_at as "changedAt",
      (select count(*)::int from ${shown}) as "imageCount",
      (select i.image_id from ${shown} order by i.place limit 1) as "firstImageId",
      (
        select e.image_id from library_entry e
        where e.image_id = c.cover_image_id and e.team_id = c.team_id and e.deleted_at is null
          and ${seesProject(sight, "e.project_id")} and (c.search is not null or exists (
            select from collection_image i
            where i.collection_id = c.id and i.image_id = e.image_id and i.taken_at is null
          ))
      ) as "chosenCoverId"
    from collection c where c.team_id = ${sight.teamId} and ${where} and c.deleted_at is null
    order by c.changed_at desc, c.id desc`);
}

const createReader = (
  prisma: PrismaClient,
): Pick<CollectionRepository, "list" | "find" | "hasPicture"> => ({
  list: (sight) => readRecords(prisma, sight, sql`true`),
  async find({ id, ...sight }) {
    const [record] = await readRecords(prisma, sight, sql`c.id = ${id}`);
    return record ?? null;
  },
  async hasPicture({ id, ...sight }, imageId) {
    const rows = await prisma.$queryRaw<unknown[]>`
      select 1 from collection c
      join library_entry e on e.image_id = ${imageId} and e.team_id = c.team_id and e.deleted_at is null
        and ${seesProject(sight, "e.project_id")}
      left join collection_image i
        on i.collection_id = c.id and i.image_id = e.image_id and i.taken_at is null
      where c.id = ${id} and c.team_id = ${sight.teamId} and (c.search is not null or i.image_id is not null)`;
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
    change: ({ id, teamId }, { at, ...change }) =>
      written(
        prisma.collection.updateMany({
          where: { id, teamId, deletedAt: null },
          data: {
            ...change,
            ...(change.name !== undefined && { key: keyOf(change.name) }),
            changedAt: at,
          },
        }),
      ),
    async remove(tx, { id, teamId }, at) {
      const [removed] = await inside(tx).collection.updateManyAndReturn({
        where: { id, teamId, deletedAt: null },
        data: { deletedAt: at, key: null },
        select: { name: true },
      });
      return removed?.name ?? null;
    },
    async restore(tx, { id, teamId }, at) {
      const where = { id, teamId, deletedAt: { not: null } };
      const found = await inside(tx).collection.findFirst({ where, select: { name: true } });
      if (!found) return null;
      const data = { deletedAt: null, key: keyOf(found.name), changedAt: at };
      const { count } = await inside(tx).collection.updateMany({ where, data });
      return count > 0 ? found.name : null;
    },
  };
}
