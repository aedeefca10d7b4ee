import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { createUnusedReferences } from "@/lib/adapters/prisma/unused-references";
import type { Clock } from "@/lib/ports/clock";
import type {
  BlobFile,
  StorageCheckRecord,
  StorageUses,
  UsedBytes,
} from "@/lib/ports/storage-uses";

const { sql } = Prisma;

/** As the holds of blobs: younger ones count. */
const HOLD_MS = 24 * 60 * 60 * 1000;

const filesOf = (files: readonly BlobFile[]) => sql`
  select * from unnest(${files.map(({ sha256 }) => sha256)}::text[],
    ${files.map(({ sizeBytes }) => sizeBytes)}::bigint[]) as f (sha256, size_bytes)`;

/** Once for each team that has it: where several pictures share a file, the one that is used most openly. */
const usesOf = (files: readonly BlobFile[]) => sql`
  with file as (${filesOf(files)}), pictures as (
    select distinct on (p.sha256, i.team_id) p.sha256, i.team_id,
      coalesce(e.project_id, g.project_id) as project_id,
      case when i.erased_at is not null then 'erased' when e.deleted_at is not null then 'binned'
        else 'picture' end as use
    from (select distinct sha256 from file) as p
    join image i on i.sha256 = p.sha256
    join variant v on v.id = i.variant_id
    join generation g on g.id = v.generation_id
    left join library_entry e on e.image_id = i.id
    order by p.sha256, i.team_id, i.erased_at is not null, e.deleted_at is not null, i.id
  ), owners as (
    select * from pictures
    union all
    select r.sha256, r.team_id, null, 'reference' from reference_image r
    where r.sha256 in (select sha256 from file)
      and not exists (select from pictures p where p.sha256 = r.sha256 and p.team_id = r.team_id)
  )
  select o.team_id as "teamId", o.project_id as "projectId", o.use, count(*)::int as count,
    sum(f.size_bytes)::bigint as "sizeBytes"
  from owners o join file f on f.sha256 = o.sha256 group by 1, 2, 3 order by 1, 2, 3`;

const isReleased = sql`
  i.erased_at is not null
  and not exists (select from generation c where c.parent_image_id = i.id)
  and not exists (select from draft d where d.team_id = i.team_id and d.content #>> '{staged,imageId}' = i.id)`;

type CheckRow = Omit<StorageCheckRecord, "kind"> & { kind: string };
// Written by `addCheck` only.
const toCheck = (row: CheckRow | null) => row as StorageCheckRecord | null;

function createChecks(
  prisma: PrismaClient,
): Pick<StorageUses, "latestCheck" | "findCheck" | "addCheck" | "endCheck"> {
  return {
    latestCheck: async (kind, { teamId, hasEnded }) =>
      toCheck(
        await prisma.storageCheck.findFirst({
          where: {
            kind,
            ...(teamId && { teamId }),
            ...(hasEnded !== undefined && { endedAt: hasEnded ? { not: null } : null }),
          },
          orderBy: [{ askedAt: "desc" }, { id: "desc" }],
        }),
      ),
    findCheck: async (id) => toCheck(await prisma.storageCheck.findUnique({ where: { id } })),
    async addCheck(tx, check) {
      await inside(tx).storageCheck.create({ data: check });
    },
    async endCheck(id, result, at) {
      await prisma.storageCheck.update({ where: { id }, data: { result, endedAt: at } });
    },
  };
}

export const createStorageUses = (prisma: PrismaClient, clock: Clock): StorageUses => ({
  ...createChecks(prisma),
  ...createUnusedReferences(prisma, clock),
  async attribute(files) {
    const rows = await prisma.$queryRaw<(Omit<UsedBytes, "sizeBytes"> & { sizeBytes: bigint })[]>(
      usesOf(files),
    );
    return rows.map((row) => ({ ...row, sizeBytes: Number(row.sizeBytes) }));
  },
  async listUnused(sha256s) {
    const heldSince = new Date(clock.now().getTime() - HOLD_MS);
    const rows = await prisma.$queryRaw<{ sha256: string }[]>`
      select distinct f.sha256 from unnest(${[...sha256s]}::text[]) as f (sha256)
      where not exists (select from image i where i.sha256 = f.sha256)
        and not exists (select from reference_image r where r.sha256 = f.sha256)
        and not exists (select from blob_hold h where h.sha256 = f.sha256 and h.at > ${heldSince})`;
    return rows.map(({ sha256 }) => sha256);
  },
  async listReleased(teamId, limit) {
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      select i.id from image i where i.team_id = ${teamId} and ${isReleased}
      order by i.id limit ${limit}`;
    return rows.map(({ id }) => id);
  },
  countReleased: () =>
    prisma.$queryRaw`
      select i.team_id as "teamId", count(*)::int as count from image i
      where ${isReleased} group by 1 order by 1`,
  dropReleased: (imageIds, at) =>
    prisma.$transaction(async (tx) => {
      // Who is about to go on from one of them asks for its key, and waits.
      await tx.$queryRaw`select id from image where id = any (${[...imageIds]}) order by id for update`;
      const rows = await tx.$queryRaw<{ sha256: string }[]>`
        delete from image i where i.id = any (${[...imageIds]}) and ${isReleased} returning i.sha256`;
      await tx.blobRemoval.createMany({
        data: [...new Set(rows.map(({ sha256 }) => sha256))].map((sha256) => ({ sha256, at })),
        skipDuplicates: true,
      });
      return rows.length;
    }),
  listProjects: (teamId) =>
    prisma.project.findMany({
      where: { teamId },
      select: { id: true, name: true, code: true },
      orderBy: { code: "asc" },
    }),
});
