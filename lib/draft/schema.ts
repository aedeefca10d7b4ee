import { z } from "zod";
import {
  aspectRatioSchema,
  generationReferenceInputSchema,
  resolutionSchema,
} from "@/lib/generation/schema";
import { REFERENCE_IMAGE_COUNT_MAX, VARIANT_COUNT_MAX } from "@/lib/generation/schema/facts";
import {
  generationOptionsSchema,
  marksSchema,
  variablesSchema,
  verbSchema,
} from "@/lib/generation/schema/inputs";
import { referenceImageViewSchema } from "@/lib/reference-image/schema";

/** Far above what may be sent: a text that is too long is still never lost. UTF-16 units. */
export const DRAFT_PROMPT_LENGTH_MAX = 200_000;

/** The picture that the second button goes on from, and how. */
export const stagedSchema = z.strictObject({
  imageId: z.ulid(),
  /** Such as `AK-1122-08/2`. */
  code: z.string().max(40),
  verb: verbSchema.exclude(["fresh"]),
  marks: marksSchema,
  /** Reference image of the copy with the marks drawn in. */
  markedId: z.ulid().nullable(),
});
export type Staged = z.infer<typeof stagedSchema>;

/** What a person has in the composer. Kept on the server so that it survives sign-out and another desk. */
export const draftSchema = z.strictObject({
  prompt: z.string().max(DRAFT_PROMPT_LENGTH_MAX),
  model: z.string().max(100),
  aspectRatio: aspectRatioSchema,
  resolution: resolutionSchema,
  variantCount: z.int().min(1).max(VARIANT_COUNT_MAX),
  references: z.array(generationReferenceInputSchema).max(REFERENCE_IMAGE_COUNT_MAX),
  variables: variablesSchema.default({}),
  options: generationOptionsSchema.default({}),
  /** The ratio was chosen by hand: the first reference no longer changes it. */
  isRatioLocked: z.boolean().default(false),
  staged: stagedSchema.nullable().default(null),
  /** The browser's clock at the last change, ms since 1970: the newer of two copies wins. */
  changedAt: z.int(),
});
export type Draft = z.infer<typeof draftSchema>;

/** A draft with its pictures; those that no longer exist are left out of `images`. */
export const draftViewSchema = z.object({
  draft: draftSchema,
  images: z.array(referenceImageViewSchema).max(REFERENCE_IMAGE_COUNT_MAX),
});
export type DraftView = z.infer<typeof draftViewSchema>;
