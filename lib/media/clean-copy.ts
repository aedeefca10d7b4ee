import { stat } from "node:fs/promises";
import type { Metadata, Sharp } from "sharp";
import type { ImageMime } from "@/lib/image/schema/facts";
import { openImage } from "@/lib/media/open-image";
import type { CleanCopy } from "@/lib/media/schema";

type Encoding = { mime: ImageMime; encode: (image: Sharp) => Sharp; longEdgePxMax: number };

const JPEG: Encoding = {
  mime: "image/jpeg",
  // Optimised Huffman tables would hold the whole picture in memory: 300 MB for 50 MP.
  encode: (image) => image.jpeg({ quality: 92, chromaSubsampling: "4:4:4", optimiseCoding: false }),
  longEdgePxMax: Number.POSITIVE_INFINITY,
};
const PNG: Encoding = {
  mime: "image/png",
  encode: (image) => image.png(),
  longEdgePxMax: Number.POSITIVE_INFINITY,
};
const WEBP: Encoding = {
  mime: "image/webp",
  encode: (image) => image.webp({ quality: 92, effort: 0 }),
  // libwebp holds several copies of the whole picture: 1.4 GB for 50 MP (measured).
  longEdgePxMax: 4_096,
};

/** A PNG this many times too large will not fit as a PNG again; trying costs seconds. */
const PNG_HOPELESS_RATIO = 2;
const SHRINK_STEPS_MAX = 8;
/** Encoded size falls a little slower than the pixel count, so each step aims below the limit. */
const AIM = 0.95;

/**
 * sharp writes no metadata unless told to, and turns the colours of an embedded profile into sRGB.
 *
 * @throws when the file cannot be decoded or no step fits.
 */
export async function cleanCopy(
  path: string,
  target: string,
  sizeBytesMax: number,
): Promise<CleanCopy> {
  const metadata = await openImage(path).metadata();
  const { width, height } = metadata.autoOrient;
  let longEdgePx = Math.max(width, height);
  const write = async ({ mime, encode, longEdgePxMax }: Encoding): Promise<CleanCopy> => {
    longEdgePx = Math.min(longEdgePx, longEdgePxMax);
    const upright = openImage(path)
      .autoOrient()
      .resize(longEdgePx, longEdgePx, { fit: "inside", withoutEnlargement: true });
    const { size } = await encode(upright).toFile(target);
    return { mime, sizeBytes: size };
  };

  const [asReceived, fallback] = encodingsOf(metadata);
  const isHopeless = (await stat(path)).size > sizeBytesMax * PNG_HOPELESS_RATIO;
  let copy = await write(isHopeless ? fallback : asReceived);
  for (let step = 0; copy.sizeBytes > sizeBytesMax && step < SHRINK_STEPS_MAX; step += 1) {
    const sameEncoding = copy.mime === fallback.mime;
    if (sameEncoding) longEdgePx = shrunk(longEdgePx, sizeBytesMax / copy.sizeBytes);
    copy = await write(fallback);
  }
  if (copy.sizeBytes > sizeBytesMax) throw new Error(`no copy of at most ${sizeBytesMax} bytes`);
  return copy;
}

const shrunk = (longEdgePx: number, ratio: number) =>
  Math.max(1, Math.floor(longEdgePx * Math.sqrt(ratio) * AIM));

/** What is tried first, at full size, and what is tried and shrunk when that is too large. */
function encodingsOf({ format, hasAlpha }: Metadata): [Encoding, Encoding] {
  if (format === "jpeg") return [JPEG, JPEG];
  if (format === "webp") return [WEBP, WEBP];
  return [PNG, hasAlpha ? WEBP : JPEG];
}
