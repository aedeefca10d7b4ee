import { bytes } from "@/lib/adapters/prisma/account-repository";
import type { PrismaClient, ReferenceImage } from "@/lib/adapters/prisma/client/client";
import { imageMimeSchema } from "@/lib/image/schema";
import type {
  ReferenceImageRecord,
  ReferenceImageRepository,
} from "@/lib/ports/reference-image-repository";

const NEWEST = { at: new Date("9999-01-01T00:00:00Z"), id: "" };

export const toReferenceImage = (row: ReferenceImage): ReferenceImageRecord => ({
  id: row.id,
  teamId: row.teamId,
  sha256: row.sha256,
  fileName: row.fileName,
  mime: imageMimeSchema.parse(row.mime),
  width: row.width,
  height: row.height,
  sizeBytes: row.sizeBytes,
  thumbhash: row.thumbhash,
  cleanCopy:
    row.cleanMime && row.cleanBytes !== null
      ? { mime: imageMimeSchema.parse(row.cleanMime), sizeBytes: row.cleanBytes }
      : null,
  sourceImageId: row.sourceImageId,
});

export const createReferenceImageRepository = (prisma: PrismaClient): ReferenceImageRepository => ({
  async save({ cleanCopy, ...record }, createdById) {
    const row = await prisma.referenceImage.upsert({
      where: { teamId_sha256: { teamId: record.teamId, sha256: record.sha256 } },
      create: {
        ...record,
        thumbhash: bytes(record.thumbhash),
        cleanMime: cleanCopy?.mime ?? null,
        cleanBytes: cleanCopy?.sizeBytes ?? null,
        createdById,
      },
      update: {
        deletedAt: null,
        givenAt: new Date(),
        ...(record.sourceImageId && { sourceImageId: record.sourceImageId }),
      },
    });
    return toReferenceImage(row);
  },
  async findBySourceInTeam(teamId, imageId) {
    const where = { teamId, sourceImageId: imageId, deletedAt: null };
    const [row] = await prisma.referenceImage.updateManyAndReturn({
      where,
      data: { givenAt: new Date() },
    });
    return row ? toReferenceImage(row) : null;
  },
  async listInTeam(teamId, { after, limit }) {
    const { at, id } = after ?? NEWEST;
    const ids = await prisma.$queryRaw<{ id: string }[]>`
      select id from reference_image
      where team_id = ${teamId} and deleted_at is null and (created_at, id) < (${at}, ${id})
      order by created_at desc, id desc limit ${limit}`;
    const rows = await prisma.referenceImage.findMany({
      where: { id: { in: ids.map((row) => row.id) } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    return rows.map((row) => ({ ...toReferenceImage(row), createdAt: row.createdAt }));
  },
  async findManyInTeam(teamId, ids) {
    const rows = await prisma.referenceImage.findMany({
      where: { teamId, id: { in: [...ids] }, deletedAt: null },
    });
    return rows.map(toReferenceImage);
  },
});
