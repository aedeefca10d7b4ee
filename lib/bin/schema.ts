import { z } from "zod";
import { BIN_PAGE_SIZE } from "@/lib/bin/schema/facts";
import { ASPECT_RATIOS } from "@/lib/generation/schema/facts";
import { PICTURES_MAX } from "@/lib/library/schema/facts";
import { askedInstantSchema } from "@/lib/shared/instants";

/** One picture of the bin. Times are ISO 8601 in UTC. */
export const binnedPictureSchema = z.object({
  imageId: z.ulid(),
  /** Such as `AK-1122-08/2`. */
  code: z.string(),
  /** The beginning of the prompt as typed. */
  prompt: z.string(),
  authorName: z.string(),
  binnedAt: z.iso.datetime(),
  /** Null when nobody knows any more. */
  binnedByName: z.string().nullable(),
  /** 0 is tonight. */
  daysLeft: z.int(),
  /** px */
  width: z.int(),
  height: z.int(),
  aspectRatio: z.enum(ASPECT_RATIOS),
  sizeBytes: z.int(),
  /** Base64; null until the derivatives are made. */
  thumbhash: z.string().nullable(),
});
export type BinnedPicture = z.infer<typeof binnedPictureSchema>;

export const binTotalSchema = z.object({ count: z.int(), sizeBytes: z.int() });
export type BinTotal = z.infer<typeof binTotalSchema>;

/** Null for who may not see the bin. */
export const binTotalAnswerSchema = z.object({ total: binTotalSchema.nullable() });

export const binPageSchema = z.object({
  /** Latest first. */
  pictures: z.array(binnedPictureSchema).max(BIN_PAGE_SIZE),
  /** Of the page after it; null at the end. */
  nextCursor: z.string().nullable(),
  total: binTotalSchema,
  /** What was put into the bin later is not meant by "all". */
  asOf: z.iso.datetime(),
});
export type BinPage = z.infer<typeof binPageSchema>;

/** Those, or all that were in the bin then. */
export const binChoiceSchema = z.union([
  z.strictObject({ imageIds: z.array(z.ulid()).min(1).max(PICTURES_MAX) }),
  z.strictObject({ until: askedInstantSchema }),
]);
export type BinChoice = z.output<typeof binChoiceSchema>;

/**
 * Why bytes stay though their picture is deleted for good: generations go on from it; somebody's composer is about to;
 * a reference image has the same bytes; another picture has them.
 */
export type KeptReason = "goes_on" | "staged" | "referenced" | "twin";
/** What becomes of a picture: it stays in the bin, its bytes stay, or both go. */
export type Fate = "under_way" | KeptReason | "freed";

/** What a deletion comes to, before it is done or after. */
export type Erasure = {
  /** Pictures that go out of the bin. */
  count: number;
  /** Of these, pictures whose bytes go too, and how many bytes of originals that is. */
  freedCount: number;
  freedBytes: number;
  /** Pictures that stay in the bin, because their generation has not ended. */
  underWayCount: number;
  /** Pictures that go, and whose bytes stay. */
  kept: Record<KeptReason, number>;
};
