import { z } from "zod";
import { ASPECT_RATIOS } from "@/lib/generation/schema/facts";
import { imageMimeSchema } from "@/lib/image/schema";
import type { Colour } from "@/lib/image/schema/facts";
import {
  CHUNK_SIZE,
  type HasFilter,
  isTagName,
  MARKED_GENERATIONS_MAX,
  type MarkFilter,
  PICTURES_MAX,
  SEARCH_LENGTH_MAX,
  SEARCH_NAME_LENGTH_MAX,
  STARS_MAX,
} from "@/lib/library/schema/facts";

/** What PostgreSQL cannot hold parts words, as a space does. */
const storable = (text: string) => text.replaceAll("\0", " ").toWellFormed();

export const searchTextSchema = z.string().max(SEARCH_LENGTH_MAX).transform(storable).default("");
export const daySchema = z.iso.date();
/** As an address says it: one tile for what looks alike. */
export const stackedSchema = z
  .literal("1")
  .optional()
  .transform((value) => value === "1");

/** What a search box says. Names are as typed: who has such a name is found out in the database. */
export type LibrarySearch = {
  words: string[];
  phrases: string[];
  by: string[];
  /** Codes or names. */
  project: string[];
  model: string[];
  tag: string[];
  /** Names or ids. */
  collection: string[];
  ratio: (typeof ASPECT_RATIOS)[number][];
  /** The team's. */
  status: MarkFilter[];
  /** The asking person's own. */
  mark: MarkFilter[];
  has: HasFilter[];
  colour: Colour[];
  /** Code of the picture that others are to look like. */
  like: string | null;
  /** 1–5 */
  starsMin: number | null;
  starsMax: number | null;
  /** Days, both included, YYYY-MM-DD. */
  since: string | null;
  until: string | null;
  /** It asks for what no picture can have. */
  isImpossible: boolean;
  not: Pick<
    LibrarySearch,
    | "words"
    | "phrases"
    | "by"
    | "project"
    | "model"
    | "tag"
    | "collection"
    | "ratio"
    | "status"
    | "mark"
    | "has"
    | "colour"
  >;
};

/** A word of the box that says nothing we know. The others count. */
export type SearchProblem = {
  /** As typed. */
  token: string;
  code: "unknown_value" | "unclosed_quote" | "empty_value";
};

const starsSchema = z.int().min(0).max(STARS_MAX);

/** What one person thinks of a picture. */
export const markSchema = z.object({
  verdict: z.enum(["pick", "reject"]).nullable(),
  /** 0 is none. */
  stars: starsSchema,
});
export type Mark = z.infer<typeof markSchema>;

/** One picture of the grid. Times are ISO 8601 in UTC. */
export const libraryPictureSchema = z.object({
  imageId: z.ulid(),
  variantId: z.ulid(),
  generationId: z.ulid(),
  /** Such as `AK-1122-08/2`. */
  code: z.string(),
  /** The beginning of the prompt as typed. */
  prompt: z.string(),
  authorName: z.string(),
  at: z.iso.datetime(),
  mime: imageMimeSchema,
  /** px */
  width: z.int(),
  height: z.int(),
  aspectRatio: z.enum(ASPECT_RATIOS),
  /** Base64; null until the derivatives are made. */
  thumbhash: z.string().nullable(),
  /** Somebody brought it; `prompt` is the name of its file. */
  isUpload: z.boolean(),
  /** The actor's own. */
  ...markSchema.shape,
  /** Somebody else of the team picked it. */
  isPickedByOthers: z.boolean(),
  /** The highest that anybody else gave it; 0 is none. */
  othersStars: starsSchema,
  /** Found pictures that it stands for, itself among them. */
  stackCount: z.int().min(1),
});
export type LibraryPicture = z.infer<typeof libraryPictureSchema>;

export const libraryChunkSchema = z.object({
  pictures: z.array(libraryPictureSchema).max(CHUNK_SIZE),
});

export const libraryDaysSchema = z.object({
  /** Newest first; none is empty. What counts is tiles. */
  days: z.array(z.object({ day: daySchema, count: z.int() })),
  total: z.int(),
  /** Pictures that are found: more than tiles where look-alikes are stacked. */
  pictureCount: z.int(),
  isStacked: z.boolean(),
  /** Pictures made later are not in it. */
  asOf: z.iso.datetime(),
  /** The search that was made: as asked for, but for words that were corrected because nothing had them. */
  text: z.string(),
  corrected: z.array(z.object({ typed: z.string(), meant: z.string() })),
  /** Of a search that finds nothing: the part that costs most, and the search that is left without it. */
  relief: z.object({ part: z.string(), rest: z.string(), total: z.int() }).nullable(),
  /** Time that the server took, ms. */
  tookMs: z.number(),
  problems: z.array(
    z.object({
      token: z.string(),
      code: z.enum(["unknown_value", "unclosed_quote", "empty_value"]),
    }),
  ),
});
export type LibraryDays = z.infer<typeof libraryDaysSchema>;

export const markedGenerationsSchema = z.array(z.ulid()).min(1).max(MARKED_GENERATIONS_MAX);

/** The marks of some generations' pictures: the actor's own, and what others think. */
export const generationMarksSchema = z.object({
  marks: z.array(
    z.object({
      imageId: z.ulid(),
      ...markSchema.shape,
      /** Names of the others who picked it. */
      pickedBy: z.array(z.string()),
      othersStars: starsSchema,
    }),
  ),
});
export type GenerationMarks = z.infer<typeof generationMarksSchema>;

const facetSchema = z.object({
  value: z.string(),
  label: z.string(),
  count: z.int(),
  /** There may be more: of the tags under a search that leaves most of a large library only the newest are counted. */
  isAtLeast: z.boolean(),
  /** Values of the search that mean it, as typed: `lin` means Lin Yao. */
  chosenBy: z.array(z.string()),
  /** Of a project that not everybody sees; absent for the others. */
  isClosed: z.literal(true).optional(),
});
export type Facet = z.infer<typeof facetSchema>;
/** Counts of what each would leave, the other filters as they are. */
export const libraryFacetsSchema = z.object({
  status: z.array(facetSchema),
  mark: z.array(facetSchema),
  /** `>=4`: that many stars and more. */
  rating: z.array(facetSchema),
  person: z.array(facetSchema),
  project: z.array(facetSchema),
  tag: z.array(facetSchema),
  collection: z.array(facetSchema),
  ratio: z.array(facetSchema),
  model: z.array(facetSchema),
  /** `upload` alone: what people brought. */
  has: z.array(facetSchema),
});
export type LibraryFacets = z.infer<typeof libraryFacetsSchema>;

const imageIdsSchema = z.array(z.ulid()).min(1).max(PICTURES_MAX);

/** What is absent stays as it was. */
const markChangeSchema = z.strictObject({
  imageIds: imageIdsSchema,
  verdict: markSchema.shape.verdict.optional(),
  stars: starsSchema.optional(),
});
export type MarkChange = z.output<typeof markChangeSchema>;

/** As many as there are different marks: each picture is in one of them. */
const MARK_CHANGES_MAX = 18;
export const markPicturesSchema = z
  .strictObject({ changes: z.array(markChangeSchema).min(1).max(MARK_CHANGES_MAX) })
  .refine(
    ({ changes }) => changes.reduce((sum, it) => sum + it.imageIds.length, 0) <= PICTURES_MAX,
    "too_many",
  );

export const imageIdsInputSchema = z.strictObject({ imageIds: imageIdsSchema });
export const imageIdSchema = z.strictObject({ imageId: z.ulid() });

export const imageIdsPageSchema = z.object({ imageIds: z.array(z.ulid()).max(PICTURES_MAX) });

export const tagPicturesSchema = z.strictObject({
  imageIds: imageIdsSchema,
  tag: z.string().trim().refine(isTagName),
  /** False takes it off. */
  isOn: z.boolean(),
});
export type TagPictures = z.output<typeof tagPicturesSchema>;

export const movePicturesSchema = z.strictObject({ imageIds: imageIdsSchema, projectId: z.ulid() });
export type MovePictures = z.output<typeof movePicturesSchema>;

export const savedSearchSchema = z.object({ id: z.ulid(), name: z.string(), text: z.string() });
export type SavedSearch = z.infer<typeof savedSearchSchema>;
export const savedSearchesSchema = z.object({ searches: z.array(savedSearchSchema) });

export const saveSearchSchema = z.strictObject({
  name: z.string().transform(storable).pipe(z.string().trim().min(1).max(SEARCH_NAME_LENGTH_MAX)),
  text: z.string().transform(storable).pipe(z.string().trim().min(1).max(SEARCH_LENGTH_MAX)),
});
export type SaveSearch = z.output<typeof saveSearchSchema>;
export const savedSearchIdSchema = z.strictObject({ id: z.ulid() });
