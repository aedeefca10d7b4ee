import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { seesProject, seesRun } from "@/lib/adapters/prisma/sight";
import { ConflictError } from "@/lib/ports/database";
import type { NewUpload, UploadRecord, UploadRepository } from "@/lib/ports/upload-repository";
import type { Sight } from "@/lib/shared/actor";
import { UPLOAD_MODEL } from "@/lib/upload/schema/facts";

const generationOf = (upload: NewUpload) => ({
  id: upload.generationId,
  teamId: upload.teamId,
  projectId: upload.projectId,
  authorId: upload.authorId,
  requestId: upload.generationId,
  requestHash: upload.receivedSha256,
  code: upload.code,
  verb: "fresh",
  promptAsTyped: upload.fileName,
  promptAsSent: "",
  model: UPLOAD_MODEL,
  aspectRatio: upload.aspectRatio,
  resolution: "1K",
  priceMicroUsd: 0,
  lateAfterMs: 0,
  createdAt: upload.at,
});

const variantOf = (upload: NewUpload) => ({
  id: upload.variantId,
  generationId: upload.generationId,
  teamId: upload.teamId,
  gatewayKeyId: upload.gatewayKeyId,
  authorId: upload.authorId,
  number: 1,
  cell: 1,
  status: "succeeded" as const,
  statusChangedAt: upload.at,
  month: upload.month,
  reservedMicroUsd: 0,
  spentMicroUsd: 0,
  endedAt: upload.at,
  createdAt: upload.at,
});

const imageOf = ({ image, teamId, variantId, at }: NewUpload) => ({
  ...image,
  teamId,
  variantId,
  requestedWidth: image.width,
  requestedHeight: image.height,
  createdAt: at,
});

async function findIn(
  client: Pick<PrismaClient, "$queryRaw">,
  sight: Sight,
  receivedSha256: string,
): Promise<UploadRecord | null> {
  const [row] = await client.$queryRaw<UploadRecord[]>`
    select g.id as "generationId", v.id as "variantId", e.image_id as "imageId",
      g.code || '/' || v.number as code
    from upload u
    join generation g on g.id = u.generation_id
    join variant v on v.generation_id = g.id
    join image i on i.variant_id = v.id
    join library_entry e on e.image_id = i.id
    where u.team_id = ${sight.teamId} and u.sha256 = ${receivedSha256}
      and ${seesProject(sight, "e.project_id")}
    order by g.id limit 1`;
  return row ?? null;
}

export const createUploadRepository = (prisma: PrismaClient): UploadRepository => ({
  findInTeam: (sight, receivedSha256) => findIn(prisma, sight, receivedSha256),
  async create(tx, sight, upload) {
    const client = inside(tx);
    const key = `${upload.teamId} ${upload.receivedSha256}`;
    await client.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
    if (await findIn(client, sight, upload.receivedSha256))
      throw new ConflictError("The team has this file");
    await client.generation.create({ data: generationOf(upload) });
    await client.variant.create({ data: variantOf(upload) });
    await client.image.create({ data: imageOf(upload) });
    const { generationId, teamId, receivedSha256, fileName } = upload;
    await client.upload.create({
      data: { generationId, teamId, fileName, sha256: receivedSha256 },
    });
  },
  async noteSource(sight, generationId, source) {
    const [row] = await prisma.$queryRaw<{ before: string }[]>`
      update upload u set source = ${source}
      from (
        select o.generation_id, o.source from upload o join generation g on g.id = o.generation_id
        where o.team_id = ${sight.teamId} and o.generation_id = ${generationId} and ${seesRun(sight)}
        for update of o
      ) as old
      where u.generation_id = old.generation_id
      returning old.source as before`;
    return row?.before ?? null;
  },
});
