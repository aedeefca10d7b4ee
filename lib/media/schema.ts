import { z } from "zod";
import { derivativeWidthSchema, imageMimeSchema } from "@/lib/image/schema";
import { COLOURS, DERIVATIVE_WIDTHS, SIGNATURE_LENGTH } from "@/lib/image/schema/facts";

/** A picture made into a file of another kind or size. */
export type Rendering = {
  /** The part that is kept, of the picture right side up; null: all of it. px */
  crop: { left: number; top: number; width: number; height: number } | null;
  /** Exactly, px. */
  width: number;
  height: number;
  format: "jpeg" | "png" | "webp";
  /** 1–100, of a PNG without meaning. */
  quality: number;
  /** Under what is transparent in a JPEG, `#rrggbb`. */
  background: string;
  /** Of print, written into the file; null: none. */
  dpi: number | null;
};

/** What goes to the decode process, one at a time. Paths are absolute. */
export type MediaRequest =
  | {
      verb: "inspect";
      path: string;
      limits: {
        pixelsMax: number;
        sidePxMin: number;
        sidePxMax: number;
        takesFirstFrame?: boolean;
      };
    }
  | { verb: "derive"; path: string; directory: string }
  | { verb: "cleanCopy"; path: string; target: string; sizeBytesMax: number }
  | { verb: "render"; path: string; target: string; rendering: Rendering };

/** What comes back. Parsed: a decoder that a hostile file took over may say anything. */
export const mediaReplySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("done"), result: z.unknown() }),
  z.object({
    type: z.literal("failed"),
    message: z.string(),
    isDiskFull: z.boolean().default(false),
  }),
]);
export type MediaReply = z.infer<typeof mediaReplySchema>;

const mediaRefusalSchema = z.discriminatedUnion("code", [
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
]);

export const inspectionSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    image: z.object({
      mime: imageMimeSchema,
      width: z.int().positive(),
      height: z.int().positive(),
      needsCleanCopy: z.boolean(),
    }),
  }),
  z.object({ ok: z.literal(false), refusal: mediaRefusalSchema }),
]);
export type Inspection = z.infer<typeof inspectionSchema>;

export const derivativesSchema = z.object({
  files: z
    .array(
      z.object({ width: derivativeWidthSchema, path: z.string(), sizeBytes: z.int().positive() }),
    )
    .length(DERIVATIVE_WIDTHS.length),
  thumbhashBase64: z.base64().max(40),
  looksEmpty: z.boolean(),
  look: z.object({
    colours: z.array(z.enum(COLOURS)),
    signature: z
      .string()
      .length(SIGNATURE_LENGTH)
      .regex(/^[01]+$/),
  }),
});

export const cleanCopySchema = z.object({
  mime: imageMimeSchema,
  sizeBytes: z.int().positive(),
});
export type CleanCopy = z.infer<typeof cleanCopySchema>;

export const renderedSchema = z.object({ sizeBytes: z.int().positive() });
export type Rendered = z.infer<typeof renderedSchema>;
