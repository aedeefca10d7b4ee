import { z } from "zod";
import { ASPECT_RATIOS } from "@/lib/generation/schema/facts";

/** Of the search box, code points. */
export const SEARCH_LENGTH_MAX = 500;
/** Pictures of one read. A day that has more is read in several. */
export const CHUNK_SIZE = 200;
export const STARS_MAX = 5;

export const searchTextSchema = z.string().max(SEARCH_LENGTH_MAX).default("");
export const daySchema = z.iso.date();

/** `picked` by somebody; `rejected` by somebody and picked by nobody; `unmarked` by nobody. */
export const MARK_FILTERS = ["picked", "rejected", "unmarked"] as const;
export type MarkFilter = (typeof MARK_FILTERS)[number];

/** What a search box says. Names are as typed: who has such a name is found out in the database. */
export type LibrarySearch = {
  words: string[];
  phrases: string[];
  by: string[];
  /** Codes or names. */
  project: string[];
  model: string[];
  ratio: (typeof ASPECT_RATIOS)[number][];
  status: MarkFilter[];
  /** 1–5 */
  starsMin: number | null;
  starsMax: number | null;
  /** Days, both included, YYYY-MM-DD. */
  since: string | null;
  until: string | null;
  /** It asks for what no picture can have. */
  isImpossible: boolean;
  not: Pick<LibrarySearch, "words" | "phrases" | "by" | "project" | "model" | "ratio" | "status">;
};

/** A word of the box that says nothing we know. The others count. */
export type SearchProblem = {
  /** As typed. */
  token: string;
  code: "unknown_value" | "unclosed_quote" | "empty_value";
};

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
  /** px */
  width: z.int(),
  height: z.int(),
  aspectRatio: z.enum(ASPECT_RATIOS),
  /** Base64; null until the derivatives are made. */
  thumbhash: z.string().nullable(),
  /** The actor's own. */
  verdict: z.enum(["pick", "reject"]).nullable(),
  stars: z.int(),
  /** Somebody of the team picked it. */
  isTeamPick: z.boolean(),
});
export type LibraryPicture = z.infer<typeof libraryPictureSchema>;

export const libraryChunkSchema = z.object({
  pictures: z.array(libraryPictureSchema).max(CHUNK_SIZE),
});

export const libraryDaysSchema = z.object({
  /** Newest first; none is empty. */
  days: z.array(z.object({ day: daySchema, count: z.int() })),
  total: z.int(),
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

const facetSchema = z.object({
  value: z.string(),
  label: z.string(),
  count: z.int(),
  /** Values of the search that mean it, as typed: `lin` means Lin Yao. */
  chosenBy: z.array(z.string()),
});
export type Facet = z.infer<typeof facetSchema>;
/** Counts of what each would leave, the other filters as they are. */
export const libraryFacetsSchema = z.object({
  status: z.array(facetSchema),
  person: z.array(facetSchema),
  project: z.array(facetSchema),
  ratio: z.array(facetSchema),
  model: z.array(facetSchema),
});
export type LibraryFacets = z.infer<typeof libraryFacetsSchema>;

/** Pictures of one write. */
export const PICTURES_MAX = 10_000;
const imageIdsSchema = z.array(z.ulid()).min(1).max(PICTURES_MAX);

/** What is absent stays as it was. */
export const markPicturesSchema = z.strictObject({
  imageIds: imageIdsSchema,
  verdict: z.enum(["pick", "reject"]).nullable().optional(),
  stars: z.int().min(0).max(STARS_MAX).optional(),
});
export type MarkPictures = z.output<typeof markPicturesSchema>;
