import type { FileProblem } from "@/components/reference-image/slots";
import { REFERENCE_SIDE_PX_MAX, REFERENCE_SIDE_PX_MIN } from "@/lib/reference-image/schema/facts";

/** What one button can do about a file that was not added. */
export type FileCure = "shrink" | "convert" | "try_again";

/** Kinds that some browsers can open although the server does not take them. */
const CONVERTIBLE = /^(image\/)?(avif|heic|tiff|bmp)$/i;

const CURES: Record<FileProblem["code"], FileCure | null> = {
  too_large: "shrink",
  too_many_pixels: "shrink",
  unsupported_kind: "convert",
  incomplete: "try_again",
  storage_full: "try_again",
  too_often: "try_again",
  unauthenticated: "try_again",
  internal: "try_again",
  network: "try_again",
  forbidden: null,
  empty_file: null,
  not_an_image: null,
  image_malformed: null,
  image_animated: null,
  side_out_of_range: null,
  cannot_convert: null,
};

export const fileCure = (problem: FileProblem): FileCure | null =>
  problem.code === "unsupported_kind" && !CONVERTIBLE.test(problem.kind)
    ? null
    : CURES[problem.code];

/** `38 MB`. The limits are binary, so the figures beside them are: 1 MB = 1,048,576 bytes. */
export const formatMegabytes = (sizeBytes: number, locale: string) =>
  new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
    // A file just above the limit must not be told that it is as large as the limit.
    roundingMode: "ceil",
  }).format(sizeBytes / 1024 ** 2);

/** The facts that the sentence about a problem names. */
export function problemFacts(
  problem: FileProblem,
  locale: string,
): Record<string, string | number> {
  switch (problem.code) {
    case "too_large":
      return {
        size: formatMegabytes(problem.sizeBytes, locale),
        limit: formatMegabytes(problem.limitBytes, locale),
      };
    case "too_many_pixels":
      return { megapixels: problem.megapixels, limit: problem.limitMegapixels };
    case "unsupported_kind":
      return { kind: problem.kind.replace("image/", "").toUpperCase() };
    case "side_out_of_range":
      return {
        pixels: `${problem.width} × ${problem.height}`,
        min: REFERENCE_SIDE_PX_MIN,
        max: REFERENCE_SIDE_PX_MAX,
      };
    case "too_often":
      return { seconds: problem.retryAfterSeconds };
    default:
      return {};
  }
}
