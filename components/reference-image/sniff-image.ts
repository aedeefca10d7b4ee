import { IMAGE_MIMES, type ImageMime } from "@/lib/image/schema";

/** What a file is by its first bytes, or null for what is no picture that we know. */
export type ImageKind =
  | ImageMime
  | "image/avif"
  | "image/heic"
  | "image/tiff"
  | "image/gif"
  | "image/bmp";

/** Enough for every signature below. */
export const SIGNATURE_BYTES = 12;

const SIGNATURES: readonly [kind: ImageKind, pattern: RegExp][] = [
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/png", /^\x89PNG\r\n\x1a\n/],
  ["image/webp", /^RIFF.{4}WEBP/s],
  ["image/gif", /^GIF8[79]a/],
  ["image/bmp", /^BM.{4}\0\0\0\0/s],
  ["image/tiff", /^(II\*\0|MM\0\*)/],
  ["image/avif", /^.{4}ftypavi[fs]/s],
  ["image/heic", /^.{4}ftyp(hei[cxms]|hev[cxms]|mif1|msf1)/s],
];

export function sniffImage(head: Uint8Array): ImageKind | null {
  const text = String.fromCharCode(...head.subarray(0, SIGNATURE_BYTES));
  return SIGNATURES.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

export const isAccepted = (kind: ImageKind): kind is ImageMime =>
  IMAGE_MIMES.some((mime) => mime === kind);
