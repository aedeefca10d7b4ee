import { z } from "zod";
import { codePoints, isStorable } from "@/lib/generation/schema/facts";
import { uploadRefusalSchema as fileRefusalSchema } from "@/lib/reference-image/schema";
import { SOURCE_LENGTH_MAX } from "@/lib/upload/schema/facts";

/** A picture that somebody brought, as the library has it. */
export const addedUploadSchema = z.object({
  generationId: z.ulid(),
  variantId: z.ulid(),
  imageId: z.ulid(),
  /** Such as `AK-1122-08/1`. */
  code: z.string(),
  /** The team had the same file; nothing was added. */
  isKnown: z.boolean(),
});
export type AddedUpload = z.infer<typeof addedUploadSchema>;

/** Why it was not taken; `code` of the problem JSON that the data plane answers. */
export const uploadRefusalSchema = z.discriminatedUnion("code", [
  ...fileRefusalSchema.options,
  z.object({ code: z.literal("project_missing") }),
]);
export type UploadRefusal = z.infer<typeof uploadRefusalSchema>;

export const noteSourceSchema = z.strictObject({
  generationId: z.ulid(),
  /** Empty takes it away. */
  source: z
    .string()
    .trim()
    .refine((text) => codePoints(text) <= SOURCE_LENGTH_MAX && isStorable(text)),
});
export type NoteSource = z.output<typeof noteSourceSchema>;
