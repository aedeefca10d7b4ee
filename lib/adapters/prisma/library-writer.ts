import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inOpenProject, seesProject } from "@/lib/adapters/prisma/sight";
import type { MarkChange } from "@/lib/library/schema";
import type { LibraryRepository, MarkRecord } from "@/lib/ports/library-repository";
import type { Sight } from "@/lib/shared/actor";

const { sql, raw } = Prisma;

/** Only where somebody gave any: most pictures have none. */
export const othersStars = (personId: string) => sql`
  case when e.stars = 0 then 0 else coalesce((
    select max(o.stars) from image_mark o where o.image_id = e.image_id and o.person_id <> ${personId}
  ), 0)::int end`;

/** Those that the person sees, in or out of the bin, in one order. */
export const lock = (sight: Sight, imageIds: readonly string[]) => sql`
  select image_id from library_entry
  where team_id = ${sight.teamId} and image_id = any (${[...imageIds]})
    and ${seesProject(sight, "project_id")}
  order by image_id for update`;

/** Rows are locked in one order: two who change the same pictures wait for each other once, never in a ring. */
export function createWriter(prisma: PrismaClient) {
  const mark: LibraryRepository["mark"] = (reader, changes, at) =>
    prisma.$transaction(async (tx) => {
      const asked = changes.flatMap(({ imageIds }) => imageIds);
      const rows = await tx.$queryRaw<{ image_id: string }[]>(lock(reader, asked));
      const ids = rows.map(({ image_id: id }) => id);
      const before = await tx.$queryRaw<MarkedRow[]>`
        select e.image_id as "imageId", m.verdict, coalesce(m.stars, 0)::int as stars
        from library_entry e
        left join image_mark m on m.image_id = e.image_id and m.person_id = ${reader.personId}
        where e.image_id = any (${ids})`;
      for (const change of changes)
        await tx.$executeRaw(changeMarks(reader, ids, { ...change, at }));
      await tx.$executeRaw`
        update library_entry e set pick_count = m.picks, reject_count = m.rejects, stars = m.stars
        from (
          select image_id, count(*) filter (where verdict = 'pick') as picks,
            count(*) filter (where verdict = 'reject') as rejects, max(stars) as stars
          from image_mark where image_id = any (${ids}) group by image_id
        ) as m where e.image_id = m.image_id`;
      return before;
    }, PATIENCE);

  const bin: LibraryRepository["bin"] = async (reader, imageIds, at) =>
    changedBy(
      prisma,
      "binned",
      sql`
        update library_entry e set deleted_at = ${at}, deleted_by_id = ${reader.personId}
        from (${lock(reader, imageIds)}) as own
        where e.image_id = own.image_id and e.deleted_at is null returning e.image_id`,
    );

  const restore: LibraryRepository["restore"] = async (sight, imageIds) =>
    changedBy(
      prisma,
      null,
      sql`
        update library_entry e set deleted_at = null, deleted_by_id = null
        from (${lock(sight, imageIds)}) as own
        where e.image_id = own.image_id and e.deleted_at is not null returning e.image_id`,
    );
  return { mark, bin, restore };
}

/** Ids of the pictures that the update changed. Their variants say so too, for every screen that shows them. */
async function changedBy(
  prisma: PrismaClient,
  gone: "binned" | null,
  update: Prisma.Sql,
): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    with changed as (${update}), told as (
      update variant v set version = v.version + 1, gone = ${gone}
      from image i join changed on changed.image_id = i.id where v.id = i.variant_id
    )
    select image_id as id from changed order by 1`;
  return rows.map(({ id }) => id);
}

/** Ten thousand pictures take a second, on a busy machine some more; ms. */
const PATIENCE = { maxWait: 10_000, timeout: 10_000 };

type MarkedRow = Awaited<ReturnType<LibraryRepository["mark"]>>[number];
type Change = MarkChange & { at: Date };

/** Of the pictures asked for, those of `ownIds`. */
function changeMarks(
  { teamId, personId }: { teamId: string; personId: string },
  ownIds: readonly string[],
  { imageIds, verdict, stars, at }: Change,
): Prisma.Sql {
  const kept = (column: string, value: unknown) =>
    value === undefined ? sql`m.${raw(column)}` : sql`excluded.${raw(column)}`;
  return sql`
    insert into image_mark as m (image_id, person_id, team_id, verdict, stars, at)
    select distinct id, ${personId}, ${teamId}, ${verdict ?? null}::text, ${stars ?? 0}::smallint,
      ${at}::timestamptz
    from unnest(${[...imageIds]}::text[]) as id where id = any (${[...ownIds]})
    on conflict (image_id, person_id) do update
    set verdict = ${kept("verdict", verdict)}, stars = ${kept("stars", stars)}, at = excluded.at`;
}

export function createMarkReader(prisma: PrismaClient) {
  const listMarks: LibraryRepository["listMarks"] = (reader, generationIds) =>
    prisma.$queryRaw<MarkRecord[]>`
      select e.image_id as "imageId", m.verdict, coalesce(m.stars, 0)::int as stars,
        ${othersStars(reader.personId)} as "othersStars",
        array(
          select u.name from image_mark o join "user" u on u.id = o.person_id
          where o.image_id = e.image_id and o.verdict = 'pick' and o.person_id <> ${reader.personId}
          order by o.at, u.name
        ) as "pickedBy"
      from library_entry e
      left join image_mark m on m.image_id = e.image_id and m.person_id = ${reader.personId}
      where e.team_id = ${reader.teamId} and ${seesProject(reader, "e.project_id")}
        and e.generation_id = any (${[...generationIds]}) and e.deleted_at is null
      order by e.image_id`;

  const findGenerationId: LibraryRepository["findGenerationId"] = async (sight, imageId) => {
    const entry = await prisma.libraryEntry.findFirst({
      where: { imageId, teamId: sight.teamId, deletedAt: null, ...inOpenProject(sight) },
      select: { generationId: true },
    });
    return entry?.generationId ?? null;
  };
  return { listMarks, findGenerationId };
}
