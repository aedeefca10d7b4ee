// What the browser has before its first paint: no parser here.

/** Pictures of one takeout; more is asked for in parts. */
export const TAKEOUT_PICTURES_MAX = 100_000;
/** Files of one takeout: pictures times sizes. */
export const TAKEOUT_FILES_MAX = 200_000;
/** Pictures whose facts and focus points a dialog reads at once. */
export const SAMPLES_MAX = 200;
/** Of a name pattern, code points. */
export const PATTERN_LENGTH_MAX = 200;
/** px */
export const EDGE_PX_MIN = 16;
export const EDGE_PX_MAX = 8_192;
export const QUALITY_MIN = 30;
export const QUALITY_MAX = 100;
export const QUALITY_DEFAULT = 90;
/** Pictures that were left out and are told by name on the screen; the list in the ZIP has all. */
export const LEFT_OUT_SHOWN_MAX = 50;

/** What a file can be made into. */
export const OUTPUT_FORMATS = ["jpeg", "png", "webp"] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];
/** Which side a size speaks of. */
export const EDGES = ["long", "width", "height"] as const;

/** What a name can be made of, each written in braces. */
export const NAME_TOKENS = [
  "project",
  "code",
  "ratio",
  "date",
  "prompt",
  "model",
  "person",
  "n",
  "size",
  "w",
  "h",
] as const;
export type NameToken = (typeof NAME_TOKENS)[number];

export const PATTERN_DEFAULT = "{project}-{code}-{ratio}-{date}";
export const PACK_PATTERN_DEFAULT = "{project}-{code}-{size}";

/** Why a picture is not among what was taken out. */
export const LEFT_OUT_REASONS = [
  "not_in_library",
  "file_missing",
  "cannot_be_read",
  "read_in_part",
  "disk_full",
  "storage_away",
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export const takeoutUrl = (id: string) => `/api/takeouts/${id}`;
