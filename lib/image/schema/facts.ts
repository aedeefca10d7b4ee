// What the browser has before its first paint: no parser here.

/** What we store and show. By the bytes, never by a file's name. */
export const IMAGE_MIMES = ["image/jpeg", "image/png", "image/webp"] as const;
export type ImageMime = (typeof IMAGE_MIMES)[number];

/** Long edge of the WebP derivatives, px. */
export const DERIVATIVE_WIDTHS = [320, 640, 1600] as const;
export type DerivativeWidth = (typeof DERIVATIVE_WIDTHS)[number];

/** What a colour is called; a picture has those that take a share of it. */
export const COLOURS = [
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "purple",
  "pink",
  "brown",
  "beige",
  "white",
  "grey",
  "black",
] as const;
export type Colour = (typeof COLOURS)[number];
/** Of the signature by which pictures are alike, in bits. */
export const SIGNATURE_LENGTH = 144;

/** The original, untouched, or a WebP whose long edge is `width` px. Immutable either way. */
export const imageUrl = (id: string, width?: DerivativeWidth) =>
  width ? `/api/images/${id}?w=${width}` : `/api/images/${id}`;

export const imageDownloadUrl = (id: string) => `/api/images/${id}?download=1`;
