import { z } from "zod";
import { imageMimeSchema } from "@/lib/image/schema";

export const referenceImageViewSchema = z.object({
  id: z.ulid(),
  fileName: z.string(),
  mime: imageMimeSchema,
  width: z.int(),
  height: z.int(),
  sizeBytes: z.int(),
  /** Base64. */
  thumbhash: z.string(),
});
export type ReferenceImageView = z.infer<typeof referenceImageViewSchema>;

/** Why an upload was refused; `code` of the problem JSON that the data plane answers. */
export const uploadRefusalSchema = z.discriminatedUnion("code", [
  z.object({ code: z.literal("too_large"), sizeBytes: z.int(), limitBytes: z.int() }),
  z.object({ code: z.literal("empty_file") }),
  z.object({ code: z.literal("not_an_image") }),
  z.object({ code: z.literal("unsupported_kind"), kind: z.string() }),
  z.object({ code: z.literal("image_malformed") }),
  z.object({ code: z.literal("image_animated") }),
  z.object({
    code: z.literal("too_many_pixels"),
    megapixels: z.number(),
    limitMegapixels: z.number(),
  }),
  z.object({ code: z.literal("side_out_of_range"), width: z.int(), height: z.int() }),
  z.object({ code: z.literal("incomplete") }),
  z.object({ code: z.literal("storage_full") }),
  z.object({ code: z.literal("too_often"), retryAfterSeconds: z.int() }),
  z.object({ code: z.literal("unauthenticated") }),
  z.object({ code: z.literal("forbidden") }),
  z.object({ code: z.literal("internal") }),
]);
export type UploadRefusal = z.infer<typeof uploadRefusalSchema>;

export const stageImageSchema = z.strictObject({ imageId: z.ulid() });
