// What the browser has before its first paint: no parser here.

/** Every ratio that some model can make, `width:height`. Which model takes which: `models.ts`. */
export const ASPECT_RATIOS = [
  "1:1",
  "4:5",
  "3:4",
  "2:3",
  "9:16",
  "5:4",
  "4:3",
  "3:2",
  "16:9",
  "21:9",
  "1:4",
  "4:1",
  "1:8",
  "8:1",
] as const;

/** Tier of output pixels, smallest first. */
export const RESOLUTIONS = ["0.5K", "1K", "2K", "4K"] as const;

/** Code points. Ours: the gateway takes 65,536 tokens (contract, contradiction 4). */
export const PROMPT_LENGTH_MAX = 32_000;
export const VARIANT_COUNT_MAX = 8;
export const REFERENCE_IMAGE_COUNT_MAX = 14;
export const REFERENCE_NAME_LENGTH_MAX = 120;
/** Generations that one status read may ask for. */
export const STATUS_IDS_MAX = 50;
export const GENERATION_PAGE_SIZE = 20;

export const codePoints = (text: string) => [...text].length;
// NUL and lone surrogates cannot be stored by PostgreSQL.
export const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();

/** Zero-width spaces and joiners alone are not a prompt. */
export const isBlank = (text: string) => text.replace(/[\s\u200b-\u200d\ufeff]/gu, "") === "";

const ENDED: ReadonlySet<string> = new Set(["succeeded", "failed", "cancelled"]);

/** Of a variant: nothing more will happen by itself. */
export const hasEnded = (status: string) => ENDED.has(status);

type Shown = { status: string; image: { thumbhash: string | null } | null };

/** Ended, and its picture can be shown small: nothing on the screen will change by itself. */
export const isSettled = ({ status, image }: Shown) =>
  hasEnded(status) && (image === null || image.thumbhash !== null);
