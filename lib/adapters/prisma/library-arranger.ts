import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inOpenProject, seesProject } from "@/lib/adapters/prisma/sight";
import type { LibraryRepository } from "@/lib/ports/library-repository";

/** Where pictures belong and what they are tagged with. Locks are taken in the order of the ids, by everybody. */
export function createArranger(prisma: PrismaClient) {
  const move: LibraryRepository["move"] = (sight, imageIds, projectId) =>
    prisma.$queryRaw`
      with moved as (
        select image_id, project_id from library_entry
        where team_id = ${sight.teamId} and image_id = any (${[...imageIds]}) and deleted_at is null
          and ${seesProject(sight, "project_id")} and project_id <> ${projectId}
        order by image_id for update
      )
      update library_entry e set project_id = ${projectId} from moved
      where e.image_id = moved.image_id
      returning e.image_id as "imageId", moved.project_id as "projectId"`;

  const ensureTag: LibraryRepository["ensureTag"] = async ({ id, teamId, name, at }) => {
    const key = name.toLowerCase();
    // The update does nothing but answer with the row that is there.
    const [row] = await prisma.$queryRaw<{ id: string }[]>`
      insert into tag (id, team_id, name, key, created_at) values (${id}, ${teamId}, ${name}, ${key}, ${at})
      on conflict (team_id, key) do update set key = excluded.key returning id`;
    if (!row) throw new Error("A tag was neither found nor made");
    return row.id;
  };

  const addTag: LibraryRepository["addTag"] = async (sight, tagId, imageIds) => {
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      insert into image_tag (image_id, tag_id)
      select e.image_id, t.id from library_entry e join tag t on t.id = ${tagId} and t.team_id = e.team_id
      where e.team_id = ${sight.teamId} and e.image_id = any (${[...imageIds]}) and e.deleted_at is null
        and ${seesProject(sight, "e.project_id")}
      order by e.image_id
      on conflict do nothing returning image_id as id`;
    return rows.map(({ id }) => id);
  };

  const removeTag: LibraryRepository["removeTag"] = async (sight, tagId, imageIds) => {
    const [rows] = await prisma.$transaction([
      prisma.$queryRaw<{ id: string }[]>`
        delete from image_tag i using tag t, library_entry e
        where t.id = ${tagId} and t.team_id = ${sight.teamId} and i.tag_id = t.id
          and e.image_id = i.image_id and e.team_id = ${sight.teamId} and e.deleted_at is null
          and ${seesProject(sight, "e.project_id")} and i.image_id = any (${[...imageIds]})
        returning i.image_id as id`,
      prisma.$executeRaw`
        delete from tag t where t.id = ${tagId} and t.team_id = ${sight.teamId}
          and not exists (select from image_tag i where i.tag_id = t.id)`,
    ]);
    return rows.map(({ id }) => id);
  };

  const countPictures: LibraryRepository["countPictures"] = (sight, imageIds) =>
    prisma.libraryEntry.count({
      where: {
        ...{ teamId: sight.teamId, imageId: { in: [...imageIds] }, deletedAt: null },
        ...inOpenProject(sight),
      },
    });
  return { move, ensureTag, addTag, removeTag, countPictures };
}
