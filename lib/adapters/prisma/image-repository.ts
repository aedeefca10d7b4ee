import { bytes } from "@/lib/adapters/prisma/account-repository";
import type { Image, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { openImage } from "@/lib/adapters/prisma/sight";
import { imageMimeSchema } from "@/lib/image/schema";
import type { ImageRecord, ImageRepository } from "@/lib/ports/image-repository";

export const toImage = (row: Image): ImageRecord => ({
  id: row.id,
  teamId: row.teamId,
  variantId: row.variantId,
  sha256: row.sha256,
  mime: imageMimeSchema.parse(row.mime),
  width: row.width,
  height: row.height,
  requestedWidth: row.requestedWidth,
  requestedHeight: row.requestedHeight,
  sizeBytes: row.sizeBytes,
  storageKey: row.storageKey,
  thumbhash: row.thumbhash,
  looksEmpty: row.looksEmpty,
});

export const createImageRepository = (prisma: PrismaClient): ImageRepository => ({
  async create(tx, image, at) {
    await inside(tx).image.create({ data: { ...image, createdAt: at } });
  },
  async find(id) {
    const row = await prisma.image.findUnique({ where: { id } });
    return row && toImage(row);
  },
  async findInTeam(sight, id) {
    const row = await prisma.image.findUnique({
      where: { id, teamId: sight.teamId, AND: openImage(sight) },
      include: { variant: { select: { number: true, generation: { select: { code: true } } } } },
    });
    if (!row) return null;
    const { number, generation } = row.variant;
    return { ...toImage(row), code: `${generation.code}/${number}` };
  },
  async setDerived(id, { thumbhash, looksEmpty, look }) {
    const { colours, signature } = look;
    await prisma.$transaction([
      prisma.$executeRaw`
        insert into image_look (image_id, team_id, colours, signature)
        select id, team_id, ${colours}::text[], ${signature}::bit(144) from image where id = ${id}
        on conflict (image_id) do update
        set colours = excluded.colours, signature = excluded.signature`,
      prisma.image.update({
        where: { id },
        data: {
          thumbhash: bytes(thumbhash),
          looksEmpty,
          variant: { update: { version: { increment: 1 } } },
        },
      }),
    ]);
  },
});
