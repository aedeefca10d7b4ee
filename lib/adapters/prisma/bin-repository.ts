import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { lock } from "@/lib/adapters/prisma/library-writer";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { seesProject } from "@/lib/adapters/prisma/sight";
import { aspectRatioSchema } from "@/lib/generation/schema";
import type { BinnedRecord, BinRepository, UseRecord } from "@/lib/ports/bin-repository";
import type { Sight } from "@/lib/shared/actor";

const { sql } = Prisma;

type BinnedRow = Omit<BinnedRecord, "aspectRatio"> & { aspectRatio: string };

function createReader(prisma: PrismaClient) {
  const total: BinRepository["total"] = async (sight) => {
    const [row] = await prisma.$queryRaw<{ count: number; sizeBytes: bigint }[]>`
      select count(*)::int as count, coalesce(sum(i.size_bytes), 0)::bigint as "sizeBytes"
      from library_entry e join image i on i.id = e.image_id
      where e.team_id = ${sight.teamId} and ${seesProject(sight, "e.project_id")}
        and e.deleted_at is not null`;
    return { count: row?.count ?? 0, sizeBytes: Number(row?.sizeBytes ?? 0) };
  };

  const list: BinRepository["list"] = async (sight, { after, limit }) => {
    const older = after
      ? sql`and (e.deleted_at, e.image_id) < (${after.binnedAt}, ${after.imageId})`
      : Prisma.empty;
    const rows = await prisma.$queryRaw<BinnedRow[]>`
      select e.image_id as "imageId", e.deleted_at as "binnedAt",
        g.code || '/' || v.number as code, left(g.prompt_as_typed, 240) as "promptAsTyped",
        u.name as "authorName", b.name as "binnedByName", i.width, i.height,
        e.aspect_ratio as "aspectRatio", i.size_bytes as "sizeBytes", i.thumbhash
      from library_entry e
      join image i on i.id = e.image_id
      join variant v on v.id = i.variant_id
      join generation g on g.id = e.generation_id
      join "user" u on u.id = e.author_id
      left join "user" b on b.id = e.deleted_by_id
      where e.team_id = ${sight.teamId} and ${seesProject(sight, "e.project_id")}
        and e.deleted_at is not null ${older}
      order by e.deleted_at desc, e.image_id desc limit ${limit}`;
    return rows.map((row) => ({ ...row, aspectRatio: aspectRatioSchema.parse(row.aspectRatio) }));
  };

  const listIds: BinRepository["listIds"] = async (sight, { until, limit }) => {
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      select image_id as id from library_entry
      where team_id = ${sight.teamId} and ${seesProject(sight, "project_id")} and deleted_at <= ${until}
      order by deleted_at, image_id limit ${limit}`;
    return rows.map(({ id }) => id);
  };

  const listTeams: BinRepository["listTeams"] = async (until) => {
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      select t.id from team t
      where exists (select from library_entry e where e.team_id = t.id and e.deleted_at <= ${until})
      order by t.id`;
    return rows.map(({ id }) => id);
  };
  return { total, list, listIds, listTeams };
}

/** Drafts are documents: of what they speak, no key of the database knows. */
const usesOf = (sight: Sight, imageIds: readonly string[]) => sql`
  select i.id as "imageId", g.code || '/' || v.number as code, i.sha256, i.size_bytes as "sizeBytes",
    exists (
      select from variant o where o.generation_id = v.generation_id
        and (o.status not in ('succeeded', 'failed', 'cancelled')
          or (o.status = 'succeeded' and cardinality(o.result_urls) > 1))
    ) as "isUnderWay",
    exists (select from generation c where c.parent_image_id = i.id) as "isParent",
    exists (select from draft d where d.team_id = i.team_id and d.content #>> '{staged,imageId}' = i.id)
      as "isStaged",
    exists (select from reference_image r where r.sha256 = i.sha256) as "isReferenced",
    (select count(*)::int from image o where o.sha256 = i.sha256 and o.id <> all (${[...imageIds]}))
      as "otherCount"
  from library_entry e
  join image i on i.id = e.image_id
  join variant v on v.id = i.variant_id
  join generation g on g.id = v.generation_id
  where e.team_id = ${sight.teamId} and ${seesProject(sight, "e.project_id")}
        and e.deleted_at is not null and e.image_id = any (${[...imageIds]})
  order by i.id`;

export const createBinRepository = (prisma: PrismaClient): BinRepository => ({
  ...createReader(prisma),
  listUses: (sight, imageIds) => prisma.$queryRaw<UseRecord[]>(usesOf(sight, imageIds)),
  async lockUses(tx, sight, imageIds) {
    const client = inside(tx);
    await client.$queryRaw(lock(sight, imageIds));
    // Who is about to go on from one of them asks for its key, and waits.
    await client.$queryRaw`
      select id from image where team_id = ${sight.teamId} and id = any (${[...imageIds]})
      order by id for update`;
    return client.$queryRaw<UseRecord[]>(usesOf(sight, imageIds));
  },
  async erase(tx, { kept, gone }, at) {
    const client = inside(tx);
    // Every screen is told.
    await client.$executeRaw`
      update variant v set version = v.version + 1, gone = 'erased' from image i
      where i.id = any (${[...kept, ...gone]}) and v.id = i.variant_id`;
    await client.$executeRaw`delete from library_entry where image_id = any (${[...kept]})`;
    await client.$executeRaw`delete from image_look where image_id = any (${[...kept]})`;
    await client.$executeRaw`update image set erased_at = ${at} where id = any (${[...kept]})`;
    await client.$executeRaw`
      insert into blob_removal (sha256, at)
      select distinct sha256, ${at}::timestamptz from image where id = any (${[...gone]})
      order by 1 on conflict do nothing`;
    await client.$executeRaw`delete from image where id = any (${[...gone]})`;
  },
});
