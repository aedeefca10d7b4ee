import { z } from "zod";
import { IMAGE_MIMES } from "@/lib/image/schema/facts";

export const imageMimeSchema = z.enum(IMAGE_MIMES);

export const derivativeWidthSchema = z.union([z.literal(320), z.literal(640), z.literal(1600)]);

/** `?w=` of a picture's address: none means the original. */
export const widthParamSchema = z
  .string()
  .optional()
  .transform((text) => (text === undefined ? null : Number(text)))
  .pipe(derivativeWidthSchema.nullable());

/** A stored picture. Its bytes: `imageUrl`. */
export const imageViewSchema = z.object({
  id: z.ulid(),
  mime: imageMimeSchema,
  width: z.int(),
  height: z.int(),
  sizeBytes: z.int(),
  sha256: z.string().length(64),
  /** Base64 of a thumbhash; null until the derivatives are made. */
  thumbhash: z.string().nullable(),
  /** One flat colour, or nothing at all: told when the derivatives are made. A hint, never a failure. */
  looksEmpty: z.boolean(),
});
export type ImageView = z.infer<typeof imageViewSchema>;
