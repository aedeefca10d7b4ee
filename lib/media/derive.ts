import path from "node:path";
import sharp, { type OutputInfo, type Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { type Look, lookOf } from "@/lib/media/look";
import { openImage } from "@/lib/media/open-image";

/**
 * Effort 2 of 6 takes a third of the CPU of the default for about the same bytes; of the largest size, where
 * nearly all of the time goes, 1 takes half of that again for a sixth more (measured on 4096² pictures).
 */
const webp = ({ isLargest }: { isLargest: boolean }) => ({
  quality: 80,
  effort: isLargest ? 1 : 2,
});
const THUMBHASH_SIDE_PX_MAX = 100;

type Pixels = { data: Buffer; info: OutputInfo };
type Derived<Width> = {
  files: { width: Width; path: string; sizeBytes: number }[];
  thumbhashBase64: string;
  looksEmpty: boolean;
  look: Look;
};
/** Of 255; what a JPEG makes of one flat colour stays below. */
const FLAT_RANGE_MAX = 8;

/**
 * Each size is made from the next larger one, so that the original is decoded once:
 * `clone()` would decode it once per size.
 */
export async function derive<Width extends number>(
  source: string,
  directory: string,
  widths: readonly Width[],
): Promise<Derived<Width>> {
  let image = openImage(source).autoOrient();
  const files: Derived<Width>["files"] = [];
  for (const [index, width] of widths.toSorted((a, b) => b - a).entries()) {
    const pixels = await shrink(image, width);
    const target = path.join(directory, `${width}.webp`);
    const { size } = await fromPixels(pixels)
      .webp(webp({ isLargest: index === 0 }))
      .toFile(target);
    files.push({ width, path: target, sizeBytes: size });
    image = fromPixels(pixels);
  }
  const looksEmpty = await isFlat(image);
  const tiny = await shrink(image.ensureAlpha(), THUMBHASH_SIDE_PX_MAX);
  const thumbhash = rgbaToThumbHash(tiny.info.width, tiny.info.height, tiny.data);
  const look = lookOf({ data: tiny.data, width: tiny.info.width, height: tiny.info.height });
  return { files, thumbhashBase64: Buffer.from(thumbhash).toString("base64"), looksEmpty, look };
}

/** Black, grey, any other colour, or transparent. Of the smallest size, where a dot of the original still shows. */
async function isFlat(image: Sharp): Promise<boolean> {
  const { channels } = await image.stats();
  return channels.every(({ min, max }) => max - min <= FLAT_RANGE_MAX);
}

/** The long edge is `longEdgePx` afterwards, or less when it was. */
const shrink = (image: Sharp, longEdgePx: number): Promise<Pixels> =>
  image
    .resize(longEdgePx, longEdgePx, { fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });

const fromPixels = ({ data, info: { width, height, channels } }: Pixels) =>
  sharp(data, { raw: { width, height, channels } });
