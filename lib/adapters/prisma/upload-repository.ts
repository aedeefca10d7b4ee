import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { ConflictError } from "@/lib/ports/database";
import type { NewUpload, UploadRecord, UploadRepository } from "@/lib/ports/upload-repository";
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

export const createUploadRepository = (prisma: PrismaClient): UploadRepository => ({
  async findInTeam(teamId, receivedSha256) {
    const [row] = await prisma.$queryRaw<UploadRecord[]>`
      select g.id as "generationId", v.id as "variantId", e.image_id as "imageId",
        g.code || '/' || v.number as code
      from upload u
      join generation g on g.id = u.generation_id
      join variant v on v.generation_id = g.id
      join image i on i.variant_id = v.id
      join library_entry e on e.image_id = i.id
      where u.team_id = ${teamId} and u.sha256 = ${receivedSha256}`;
    return row ?? null;
  },
  async create(tx, upload) {
    const client = inside(tx);
    await client.generation.create({ data: generationOf(upload) });
    await client.variant.create({ data: variantOf(upload) });
    await client.image.create({ data: imageOf(upload) });
    const { generationId, teamId, receivedSha256, fileName } = upload;
    // The place of one whose picture is gone for good is free.
    const taken = await client.$executeRaw`
      insert into upload as u (generation_id, team_id, sha256, file_name)
      values (${generationId}, ${teamId}, ${receivedSha256}, ${fileName})
      on conflict (team_id, sha256) do update
      set generation_id = excluded.generation_id, file_name = excluded.file_name, source = ''
      where not exists (select from library_entry e where e.generation_id = u.generation_id)`;
    if (taken === 0) throw new ConflictError("The team has this file");
  },
  async noteSource(teamId, generationId, source) {
    const [row] = await prisma.$queryRaw<{ before: string }[]>`
      update upload u set source = ${source}
      from (
        select generation_id, source from upload
        where team_id = ${teamId} and generation_id = ${generationId} for update
      ) as old
      where u.generation_id = old.generation_id
      returning old.source as before`;
    return row?.before ?? null;
  },
});
