import { IMAGE_MIMES, type ImageMime } from "@/lib/image/schema/facts";

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

type Part = readonly [offset: number, bytes: string];

const isobmff = (kind: ImageKind, brands: readonly string[]) =>
  brands.map((brand): readonly [ImageKind, readonly Part[]] => [kind, [[4, `ftyp${brand}`]]]);

const SIGNATURES: readonly (readonly [ImageKind, readonly Part[]])[] = [
  ["image/jpeg", [[0, "\xff\xd8\xff"]]],
  ["image/png", [[0, "\x89PNG\r\n\x1a\n"]]],
  [
    "image/webp",
    [
      [0, "RIFF"],
      [8, "WEBP"],
    ],
  ],
  ["image/gif", [[0, "GIF8"]]],
  [
    "image/bmp",
    [
      [0, "BM"],
      [6, "\0\0\0\0"],
    ],
  ],
  ["image/tiff", [[0, "II*\0"]]],
  ["image/tiff", [[0, "MM\0*"]]],
  ...isobmff("image/avif", ["avif", "avis"]),
  ...isobmff("image/heic", ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]),
];

export function sniffImage(head: Uint8Array): ImageKind | null {
  const text = String.fromCharCode(...head.subarray(0, SIGNATURE_BYTES));
  const found = SIGNATURES.find(([, parts]) =>
    parts.every(([offset, bytes]) => text.startsWith(bytes, offset)),
  );
  return found?.[0] ?? null;
}

export const isAccepted = (kind: ImageKind): kind is ImageMime =>
  IMAGE_MIMES.some((mime) => mime === kind);
