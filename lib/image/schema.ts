import { z } from "zod";

/** What we store and show. By the bytes, never by a file's name. */
export const IMAGE_MIMES = ["image/jpeg", "image/png", "image/webp"] as const;
export const imageMimeSchema = z.enum(IMAGE_MIMES);
export type ImageMime = z.infer<typeof imageMimeSchema>;

/** Long edge of the WebP derivatives, px. */
export const DERIVATIVE_WIDTHS = [320, 640, 1600] as const;
export const derivativeWidthSchema = z.union([z.literal(320), z.literal(640), z.literal(1600)]);
export type DerivativeWidth = z.infer<typeof derivativeWidthSchema>;

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

/** The original, untouched, or a WebP whose long edge is `width` px. Immutable either way. */
export const imageUrl = (id: string, width?: DerivativeWidth) =>
  width ? `/api/images/${id}?w=${width}` : `/api/images/${id}`;

export const imageDownloadUrl = (id: string) => `/api/images/${id}?download=1`;
