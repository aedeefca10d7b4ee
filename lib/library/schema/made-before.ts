import { z } from "zod";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";
import { MADE_BEFORE_MAX, MADE_BEFORE_PROMPT_LENGTH } from "@/lib/library/schema/facts";

/** What somebody is about to ask for. */
export const madeBeforeRequestSchema = z.strictObject({
  /** The beginning, as typed. */
  prompt: z.string().max(MADE_BEFORE_PROMPT_LENGTH),
  /** Of those that would be sent. */
  referenceImageIds: z.array(z.ulid()).max(REFERENCE_IMAGE_COUNT_MAX),
});
export type MadeBeforeRequest = z.output<typeof madeBeforeRequestSchema>;

/** Earlier pictures of the team, the likeliest first; one of each text. */
export const madeBeforeSchema = z.object({
  pictures: z
    .array(
      z.object({
        imageId: z.ulid(),
        variantId: z.ulid(),
        generationId: z.ulid(),
        /** Such as `AK-1122-08/2`. */
        code: z.string(),
        /** The beginning of the prompt as typed. */
        prompt: z.string(),
        authorName: z.string(),
        at: z.iso.datetime(),
        /** Base64; null until the derivatives are made. */
        thumbhash: z.string().nullable(),
      }),
    )
    .max(MADE_BEFORE_MAX),
});
export type PictureMadeBefore = z.infer<typeof madeBeforeSchema>["pictures"][number];
