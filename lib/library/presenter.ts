import type { GenerationMarks, LibraryPicture, SavedSearch } from "@/lib/library/schema";
import type { PictureMadeBefore } from "@/lib/library/schema/made-before";
import type { LibraryPictureRecord, MarkRecord } from "@/lib/ports/library-repository";
import type { PictureMadeBeforeRecord } from "@/lib/ports/made-before";
import type { SavedSearchRecord } from "@/lib/ports/saved-search-repository";

/** Names every field that leaves the server. */
export const presentPicture = (record: LibraryPictureRecord): LibraryPicture => ({
  imageId: record.imageId,
  variantId: record.variantId,
  generationId: record.generationId,
  code: record.code,
  prompt: record.promptAsTyped,
  authorName: record.authorName,
  at: record.at.toISOString(),
  mime: record.mime,
  width: record.width,
  height: record.height,
  aspectRatio: record.aspectRatio,
  thumbhash: record.thumbhash && Buffer.from(record.thumbhash).toString("base64"),
  isUpload: record.isUpload,
  verdict: record.verdict,
  stars: record.stars,
  isPickedByOthers: record.isPickedByOthers,
  othersStars: record.othersStars,
  stackCount: record.stackCount,
});

export const presentSearch = ({ id, name, text }: SavedSearchRecord): SavedSearch => ({
  ...{ id, name, text },
});

export const presentMarks = (records: readonly MarkRecord[]): GenerationMarks => ({
  marks: records.map(({ imageId, verdict, stars, pickedBy, othersStars }) => ({
    ...{ imageId, verdict, stars, pickedBy, othersStars },
  })),
});

export const presentMadeBefore = (record: PictureMadeBeforeRecord): PictureMadeBefore => ({
  imageId: record.imageId,
  variantId: record.variantId,
  generationId: record.generationId,
  code: record.code,
  prompt: record.promptAsTyped,
  authorName: record.authorName,
  at: record.at.toISOString(),
  thumbhash: record.thumbhash && Buffer.from(record.thumbhash).toString("base64"),
});
