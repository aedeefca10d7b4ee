import type { Colour, DerivativeWidth, ImageMime } from "@/lib/image/schema/facts";
import type { Rendering } from "@/lib/media/schema";

export type InspectedImage = {
  mime: ImageMime;
  /** As shown: EXIF orientation applied, px. */
  width: number;
  height: number;
  /** An orientation to apply or metadata such as a place that must not be shown or sent. */
  needsCleanCopy: boolean;
};

/** Why bytes are not an image that we take. The fields of `UploadRefusal` with the same code. */
export type MediaRefusal =
  | { code: "empty_file" }
  | { code: "not_an_image" }
  | { code: "unsupported_kind"; kind: string }
  | { code: "image_malformed" }
  | { code: "image_animated" }
  | { code: "too_many_pixels"; megapixels: number; limitMegapixels: number }
  | { code: "side_out_of_range"; width: number; height: number };

export type MediaLimits = {
  pixelsMax: number;
  sidePxMin: number;
  sidePxMax: number;
  /** Takes the first frame of an animated WebP instead of refusing it. */
  takesFirstFrame?: boolean;
};

export type Derivatives = {
  /** WebP files beside each other in `directory`, named `<width>.webp`. Never larger than the original. */
  files: { width: DerivativeWidth; path: string; sizeBytes: number }[];
  /** 19–25 bytes. */
  thumbhash: Uint8Array;
  /** One flat colour, or nothing at all. */
  looksEmpty: boolean;
  look: Look;
};

/** Of a picture, from afar. */
export type Look = {
  colours: Colour[];
  /** As many zeros and ones as `SIGNATURE_LENGTH`; the fewer differ, the more two pictures are alike. */
  signature: string;
};

/**
 * Decodes pictures in a process of its own, which a hostile file may kill without harm: that file is
 * then `image_malformed` and the next call gets a new process.
 */
export interface Media {
  /** Kind by the bytes, full decode, pixels, one frame. Not metadata: a cut file passes that. */
  inspect(
    path: string,
    limits: MediaLimits,
  ): Promise<{ ok: true; image: InspectedImage } | { ok: false; refusal: MediaRefusal }>;
  /** 320, 640, 1600 and a thumbhash in one cascade from one decode. @throws when it cannot be decoded. */
  derive(path: string, directory: string): Promise<Derivatives>;
  /**
   * Right side up, without EXIF, XMP or GPS, at most `sizeBytesMax` (shrunk when it must be; keeps
   * transparency). Writes to `target`. @throws when it cannot be decoded.
   */
  cleanCopy(
    path: string,
    target: string,
    sizeBytesMax: number,
  ): Promise<{ mime: ImageMime; sizeBytes: number }>;
  /**
   * Writes a picture as asked for to `target`, sRGB and without metadata.
   * @throws {StorageError} `full`; anything else when it cannot be decoded.
   */
  render(path: string, target: string, rendering: Rendering): Promise<{ sizeBytes: number }>;
  close(): Promise<void>;
}
