import { z } from "zod";
import { type DerivativeWidth, imageMimeSchema } from "@/lib/image/schema";

/** What the gateway takes per file (contract, section 2); above it the composer offers to shrink. */
export const REFERENCE_SIZE_BYTES_MAX = 10 * 1024 * 1024;
/** What the door takes; a file between the two is stored whole and sent as a smaller copy. */
export const UPLOAD_SIZE_BYTES_MAX = 20 * 1024 * 1024;
export const REFERENCE_PIXELS_MAX = 50_000_000;
export const REFERENCE_SIDE_PX_MIN = 16;
export const REFERENCE_SIDE_PX_MAX = 16_384;
/** Header of `PUT /api/uploads/:id` with the percent-encoded name of the file. */
export const FILE_NAME_HEADER = "x-file-name";

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
  z.object({ code: z.literal("unauthenticated") }),
  z.object({ code: z.literal("internal") }),
]);
export type UploadRefusal = z.infer<typeof uploadRefusalSchema>;

export const stageImageSchema = z.strictObject({ imageId: z.ulid() });

/** Right side up and without GPS; `width` gives a WebP of that long edge in px. */
export const referenceImageUrl = (id: string, width?: DerivativeWidth) =>
  width ? `/api/reference-images/${id}?w=${width}` : `/api/reference-images/${id}`;
