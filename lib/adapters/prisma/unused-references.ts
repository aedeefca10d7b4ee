import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { Clock } from "@/lib/ports/clock";
import type { BlobFile, StorageUses } from "@/lib/ports/storage-uses";

const { sql } = Prisma;

/** What was given within a day may be in a browser that has not saved its draft yet. */
const GIVEN_MS = 24 * 60 * 60 * 1000;

const isUnused = (givenBefore: Date) => sql`
  r.given_at < ${givenBefore}
  and not exists (select from generation_reference g where g.reference_image_id = r.id)
  and not exists (
    select from draft d where d.team_id = r.team_id and (
      d.content -> 'references' @> jsonb_build_array(jsonb_build_object('referenceImageId', r.id))
      or d.content #>> '{staged,markedId}' = r.id
    )
  )`;

const filesOf = (files: readonly BlobFile[]) => sql`
  unnest(${files.map(({ sha256 }) => sha256)}::text[],
    ${files.map(({ sizeBytes }) => sizeBytes)}::bigint[]) as f (sha256, size_bytes)`;

type UnusedReferences = Pick<
  StorageUses,
  | "attributeUnusedReferences"
  | "countUnusedReferences"
  | "listUnusedReferences"
  | "dropUnusedReferences"
>;

/** Reference images that no draft has and no generation was made with. */
export function createUnusedReferences(prisma: PrismaClient, clock: Clock): UnusedReferences {
  const before = () => new Date(clock.now().getTime() - GIVEN_MS);
  return {
    async attributeUnusedReferences(files) {
      const rows = await prisma.$queryRaw<{ teamId: string; sizeBytes: bigint }[]>`
        select r.team_id as "teamId", sum(f.size_bytes)::bigint as "sizeBytes"
        from ${filesOf(files)} join reference_image r on r.sha256 = f.sha256
        where ${isUnused(before())}
          and not exists (select from image i where i.sha256 = r.sha256)
          and not exists (select from reference_image o where o.sha256 = r.sha256 and o.id <> r.id)
        group by 1`;
      return rows.map(({ teamId, sizeBytes }) => ({ teamId, sizeBytes: Number(sizeBytes) }));
    },
    countUnusedReferences: () =>
      prisma.$queryRaw`
        select r.team_id as "teamId", count(*)::int as count from reference_image r
        where ${isUnused(before())} group by 1 order by 1`,
    async listUnusedReferences(teamId, limit) {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        select r.id from reference_image r where r.team_id = ${teamId} and ${isUnused(before())}
        order by r.id limit ${limit}`;
      return rows.map(({ id }) => id);
    },
    dropUnusedReferences: (ids, at) =>
      prisma.$transaction(async (tx) => {
        // Who is about to send one of them asks for its key, and waits.
        await tx.$queryRaw`select id from reference_image where id = any (${[...ids]}) order by id for update`;
        const unused = await tx.$queryRaw<{ id: string; sha256: string }[]>`
          select r.id, r.sha256 from reference_image r where r.id = any (${[...ids]}) and ${isUnused(before())}`;
        const where = { in: unused.map(({ id }) => id) };
        await tx.gatewayUpload.deleteMany({ where: { referenceImageId: where } });
        await tx.referenceImage.deleteMany({ where: { id: where } });
        await tx.blobRemoval.createMany({
          data: unused.map(({ sha256 }) => ({ sha256, at })),
          skipDuplicates: true,
        });
        return unused.length;
      }),
  };
}
