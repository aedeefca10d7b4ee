import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { othersStars } from "@/lib/adapters/prisma/library-writer";
import { aspectRatioSchema } from "@/lib/generation/schema";
import { imageMimeSchema } from "@/lib/image/schema";
import type { LibraryPictureRecord } from "@/lib/ports/library-repository";
import { UPLOAD_MODEL } from "@/lib/upload/schema/facts";

const { sql } = Prisma;

type Row = Omit<LibraryPictureRecord, "aspectRatio" | "mime" | "verdict"> & {
  aspectRatio: string;
  mime: string;
  verdict: string | null;
};

type Wanted = {
  /** Whose marks they show. */
  personId: string;
  /** A select of rows of `library_entry`, few and of one team. */
  entries: Prisma.Sql;
  /** Over `e`, which they are called: for how many pictures each of them stands. Without it each stands for itself. */
  stackCount?: Prisma.Sql;
  /** Over `e` too. */
  order: Prisma.Sql;
};

/** What a grid shows of pictures. */
export async function readPictures(
  prisma: PrismaClient,
  { personId, entries, stackCount = sql`1`, order }: Wanted,
): Promise<LibraryPictureRecord[]> {
  const rows = await prisma.$queryRaw<Row[]>(sql`
    select e.image_id as "imageId", i.variant_id as "variantId", e.generation_id as "generationId",
      g.code || '/' || v.number as code, left(g.prompt_as_typed, 240) as "promptAsTyped",
      u.name as "authorName", e.at, i.mime, i.width, i.height, e.aspect_ratio as "aspectRatio", i.thumbhash,
      e.model = ${UPLOAD_MODEL} as "isUpload", m.verdict, coalesce(m.stars, 0)::int as stars,
      e.pick_count > (case when m.verdict = 'pick' then 1 else 0 end) as "isPickedByOthers",
      ${othersStars(personId)} as "othersStars", ${stackCount} as "stackCount"
    from (${entries}) as e
    join image i on i.id = e.image_id
    join variant v on v.id = i.variant_id
    join generation g on g.id = e.generation_id
    join "user" u on u.id = e.author_id
    left join image_mark m on m.image_id = e.image_id and m.person_id = ${personId}
    order by ${order}`);
  return rows.map((row) => ({
    ...row,
    aspectRatio: aspectRatioSchema.parse(row.aspectRatio),
    mime: imageMimeSchema.parse(row.mime),
    // Written by `mark` only.
    verdict: row.verdict as LibraryPictureRecord["verdict"],
  }));
}
