import { z } from "zod";
import { localeSchema } from "@/lib/account/schema";
import { ASPECT_RATIOS } from "@/lib/generation/schema/facts";
import { imageMimeSchema } from "@/lib/image/schema";
import { searchTextSchema } from "@/lib/library/schema";
import { askedInstantSchema } from "@/lib/shared/instants";
import { sheetOrderSchema } from "@/lib/sheet/schema";
import {
  EDGE_PX_MAX,
  EDGE_PX_MIN,
  EDGES,
  LEFT_OUT_REASONS,
  LEFT_OUT_SHOWN_MAX,
  OUTPUT_FORMATS,
  PATTERN_LENGTH_MAX,
  QUALITY_MAX,
  QUALITY_MIN,
  SAMPLES_MAX,
  TAKEOUT_PICTURES_MAX,
} from "@/lib/takeout/schema/facts";

/** Pictures by their ids in the order wanted, or everything that a search found by then. */
const chosenPicturesSchema = z.discriminatedUnion("by", [
  z.strictObject({
    by: z.literal("ids"),
    imageIds: z.array(z.ulid()).min(1).max(TAKEOUT_PICTURES_MAX),
  }),
  z.strictObject({
    ...{ by: z.literal("search"), q: searchTextSchema, asOf: askedInstantSchema },
    /** Of each stack of look-alikes its cover alone. */
    isStacked: z.boolean().default(false),
  }),
]);
export type ChosenPictures = z.output<typeof chosenPicturesSchema>;

/** How a file is written. The background is what lies under transparency in a JPEG, which has none. */
const encodingShape = {
  format: z.enum(OUTPUT_FORMATS),
  quality: z.int().min(QUALITY_MIN).max(QUALITY_MAX),
  background: z.string().regex(/^#[\da-f]{6}$/i),
};

export const formSchema = z.discriminatedUnion("kind", [
  /** Byte for byte as it came. */
  z.strictObject({ kind: z.literal("original") }),
  /** Null: as large as it is. Never enlarged. */
  z.strictObject({
    kind: z.literal("copy"),
    ...encodingShape,
    size: z
      .strictObject({ edge: z.enum(EDGES), px: z.int().min(EDGE_PX_MIN).max(EDGE_PX_MAX) })
      .nullable(),
  }),
  /** Cropped to the sizes of channels, by their ids. */
  z.strictObject({
    kind: z.literal("pack"),
    ...encodingShape,
    sizeIds: z.array(z.string().max(60)).min(1).max(100),
  }),
  /** One PDF with all of them. */
  z.strictObject({ kind: z.literal("sheet"), ...sheetOrderSchema.omit({ language: true }).shape }),
  /** One table with a row for each. */
  z.strictObject({ kind: z.literal("facts") }),
]);
export type TakeoutForm = z.output<typeof formSchema>;

export const orderSchema = z.strictObject({
  form: formSchema,
  names: z.strictObject({
    pattern: z.string().max(PATTERN_LENGTH_MAX * 2),
    /** `latin` writes every name in ASCII letters. */
    letters: z.enum(["any", "latin"]),
  }),
  /** What is written into the files of where they come from, with the prompt or without; null: nothing. */
  provenance: z.strictObject({ prompt: z.boolean() }).nullable().default(null),
  /** Of the list of what was left out, and of documents. */
  language: localeSchema,
});
export type TakeoutOrder = z.output<typeof orderSchema>;

export const lookRequestSchema = z.strictObject({ pictures: chosenPicturesSchema });
export const beginRequestSchema = z.strictObject({
  pictures: chosenPicturesSchema,
  order: orderSchema,
});

const focusShape = { x: z.number().min(0).max(1), y: z.number().min(0).max(1) };
/** What may not be cut off: 0–1 from the left edge and from the top. */
export const focusSchema = z.object(focusShape);
export type Focus = z.output<typeof focusSchema>;

export const moveFocusSchema = z.strictObject({ imageId: z.ulid(), ...focusShape });
export type MoveFocus = z.output<typeof moveFocusSchema>;

/** What a name is made from, and a crop. */
export const sampleSchema = z.object({
  imageId: z.ulid(),
  /** Such as `AK-1122-08/2`. */
  code: z.string(),
  projectName: z.string(),
  personName: z.string(),
  /** The beginning of the prompt as typed. */
  prompt: z.string(),
  model: z.string(),
  aspectRatio: z.enum(ASPECT_RATIOS),
  /** In the team's time zone, YYYY-MM-DD. */
  day: z.iso.date(),
  mime: imageMimeSchema,
  /** px */
  width: z.int(),
  height: z.int(),
  /** Null while nobody has moved it: the middle. */
  focus: focusSchema.nullable(),
});
export type TakeoutSample = z.output<typeof sampleSchema>;

/** What a takeout would be of. */
export const lookSchema = z.object({
  count: z.int(),
  /** Asked for and not the team's, or in the bin. */
  missingCount: z.int(),
  /** Of the originals together. */
  sizeBytes: z.int(),
  /** The first of them. */
  samples: z.array(sampleSchema).max(SAMPLES_MAX),
});
export type TakeoutLook = z.output<typeof lookSchema>;

export const begunSchema = z.object({ takeoutId: z.ulid(), fileCount: z.int() });

export const leftOutSchema = z.object({
  name: z.string(),
  reason: z.enum(LEFT_OUT_REASONS),
});
export type LeftOut = z.output<typeof leftOutSchema>;

export const takeoutIdSchema = z.strictObject({ id: z.ulid() });
export type TakeoutId = z.output<typeof takeoutIdSchema>;

/** How far a download is. */
export const progressSchema = z.object({
  state: z.enum(["waiting", "running", "done", "stopped"]),
  /** Files that are through, with those left out. */
  done: z.int(),
  total: z.int(),
  leftOutCount: z.int(),
  leftOut: z.array(leftOutSchema).max(LEFT_OUT_SHOWN_MAX),
});
export type TakeoutProgress = z.output<typeof progressSchema>;

const patternRefusals = [
  z.object({ code: z.literal("pattern_empty") }),
  z.object({ code: z.literal("pattern_too_long"), limit: z.int() }),
  z.object({ code: z.literal("unknown_token"), token: z.string() }),
  z.object({ code: z.literal("unclosed_token") }),
] as const;
/** Why a text is no pattern of names. */
export type PatternRefusal = z.output<(typeof patternRefusals)[number]>;

/** Why nothing is taken out. */
export const beginRefusalSchema = z.discriminatedUnion("code", [
  z.object({ code: z.literal("nothing_left") }),
  z.object({ code: z.literal("too_many"), limit: z.int() }),
  z.object({ code: z.literal("unknown_size"), sizeId: z.string() }),
  z.object({ code: z.literal("too_often"), retryAfterSeconds: z.int() }),
  ...patternRefusals,
]);
export type BeginRefusal = z.output<typeof beginRefusalSchema>;
