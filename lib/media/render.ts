import { writeFile } from "node:fs/promises";
import type { Sharp } from "sharp";
import { openImage } from "@/lib/media/open-image";
import type { Rendered, Rendering } from "@/lib/media/schema";

/** Of one picture; the decode process itself has as long. */
const TIMEOUT_SECONDS = 14;

const ENCODERS = {
  jpeg: (image, { quality, background }) =>
    image.flatten({ background }).jpeg({ quality, ...FULL_COLOUR(quality) }),
  // Level 6 of 9 is where a photograph stops getting smaller for its time.
  png: (image) => image.png({ compressionLevel: 6 }),
  webp: (image, { quality }) => image.webp({ quality, effort: 2, smartSubsample: true }),
} satisfies Record<Rendering["format"], (image: Sharp, rendering: Rendering) => Sharp>;

/** Edges of saturated colour fray at half the colour resolution; below that quality other things show first. */
const FULL_COLOUR = (quality: number) => ({
  chromaSubsampling: quality >= 85 ? "4:4:4" : "4:2:0",
  // Optimised Huffman tables would hold the whole picture in memory.
  optimiseCoding: false,
});

/** Right side up before it is cropped. The bytes go to the disk from here: a full disk is told apart from a bad file. */
export async function render(
  path: string,
  target: string,
  rendering: Rendering,
): Promise<Rendered> {
  const { crop, width, height, format, dpi } = rendering;
  const upright = openImage(path).timeout({ seconds: TIMEOUT_SECONDS }).autoOrient();
  const kept = crop ? upright.extract(crop) : upright;
  const sized = kept.resize(width, height, { fit: "fill" }).toColourspace("srgb");
  const encoded = ENCODERS[format](sized, rendering);
  const bytes = await (dpi === null ? encoded : encoded.withDensity(dpi)).toBuffer();
  await writeFile(target, bytes);
  return { sizeBytes: bytes.length };
}
