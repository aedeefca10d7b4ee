import {
  REFERENCE_PIXELS_MAX,
  REFERENCE_SIDE_PX_MAX,
  REFERENCE_SIDE_PX_MIN,
} from "@/lib/reference-image/schema/facts";

export const REFERENCE_LIMITS = {
  pixelsMax: REFERENCE_PIXELS_MAX,
  sidePxMin: REFERENCE_SIDE_PX_MIN,
  sidePxMax: REFERENCE_SIDE_PX_MAX,
};

const FILE_NAME_LENGTH_MAX = 120;

/**
 * A name fit to be shown: without folders, control and direction-changing characters. Files are never
 * stored under it.
 */
export function cleanFileName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? "";
  const visible = base
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  const shortened = [...visible].slice(0, FILE_NAME_LENGTH_MAX).join("");
  return /[^.\s]/.test(shortened) ? shortened : "image";
}

/** The header holds a percent-encoded name; whatever cannot be decoded is no name. */
export function decodeFileName(header: string | undefined): string {
  try {
    return cleanFileName(decodeURIComponent(header ?? ""));
  } catch {
    return "image";
  }
}
