import { bytes } from "@/lib/adapters/prisma/account-repository";
import type { Prisma, PrismaClient, ReferenceImage } from "@/lib/adapters/prisma/client/client";
import { openImage, openRun } from "@/lib/adapters/prisma/sight";
import { imageMimeSchema } from "@/lib/image/schema";
import type {
  ReferenceImageRecord,
  ReferenceImageRepository,
} from "@/lib/ports/reference-image-repository";
import { type Reader, seesAll } from "@/lib/shared/actor";

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

/** Whoever sees a run or a picture sees what it was made from and what was made from it; and what they gave themselves. */
const isSeen = (reader: Reader): Prisma.ReferenceImageWhereInput =>
  seesAll(reader)
    ? {}
    : {
        OR: [
          { givers: { some: { personId: reader.personId } } },
          { generations: { some: { generation: openRun(reader) } } },
          { sourceImage: openImage(reader) },
          // Nobody has used it for anything.
          { generations: { none: {} }, sourceImageId: null },
        ],
      };

/** From now on the person sees it, whatever else it was used for. */
async function noteGiver(prisma: PrismaClient, referenceImageId: string, personId: string) {
  const data = [{ referenceImageId, personId }];
  await prisma.referenceGiver.createMany({ data, skipDuplicates: true });
}

export const createReferenceImageRepository = (prisma: PrismaClient): ReferenceImageRepository => ({
  async save({ cleanCopy, ...record }, giverId) {
    const row = await prisma.referenceImage.upsert({
      where: { teamId_sha256: { teamId: record.teamId, sha256: record.sha256 } },
      create: {
        ...record,
        thumbhash: bytes(record.thumbhash),
        cleanMime: cleanCopy?.mime ?? null,
        cleanBytes: cleanCopy?.sizeBytes ?? null,
        createdById: giverId,
      },
      update: {
        deletedAt: null,
        givenAt: new Date(),
        ...(record.sourceImageId && { sourceImageId: record.sourceImageId }),
      },
    });
    await noteGiver(prisma, row.id, giverId);
    return toReferenceImage(row);
  },
  async findBySourceInTeam(reader, imageId) {
    const row = await prisma.referenceImage.findFirst({
      where: {
        ...{ teamId: reader.teamId, sourceImageId: imageId, deletedAt: null },
        sourceImage: openImage(reader),
      },
      select: { id: true },
    });
    if (!row) return null;
    const [given] = await prisma.referenceImage.updateManyAndReturn({
      where: { id: row.id, deletedAt: null },
      data: { givenAt: new Date() },
    });
    if (given) await noteGiver(prisma, given.id, reader.personId);
    return given ? toReferenceImage(given) : null;
  },
  async listInTeam(reader, { after, limit }) {
    const isBehind = after && [
      { createdAt: { lt: after.at } },
      { createdAt: after.at, id: { lt: after.id } },
    ];
    const rows = await prisma.referenceImage.findMany({
      where: {
        ...{ teamId: reader.teamId, deletedAt: null },
        AND: [isSeen(reader), isBehind ? { OR: isBehind } : {}],
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
    });
    return rows.map((row) => ({ ...toReferenceImage(row), createdAt: row.createdAt }));
  },
  async findManyInTeam(reader, ids) {
    const rows = await prisma.referenceImage.findMany({
      where: {
        ...{ teamId: reader.teamId, id: { in: [...ids] }, deletedAt: null },
        ...isSeen(reader),
      },
    });
    return rows.map(toReferenceImage);
  },
});
