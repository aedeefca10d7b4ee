import type { AspectRatio, Resolution } from "@/lib/generation/schema";

type Pixels = { width: number; height: number };

/** Pixels at 1K; 0.5K is half, 2K twice, 4K four times as much on each side (Google's image-generation page). */
const PIXELS_AT_1K: Record<AspectRatio, readonly [width: number, height: number]> = {
  "1:1": [1024, 1024],
  "2:3": [848, 1264],
  "3:2": [1264, 848],
  "3:4": [896, 1200],
  "4:3": [1200, 896],
  "4:5": [928, 1152],
  "5:4": [1152, 928],
  "9:16": [768, 1376],
  "16:9": [1376, 768],
  "21:9": [1584, 672],
  "1:4": [512, 2048],
  "4:1": [2048, 512],
  "1:8": [384, 3072],
  "8:1": [3072, 384],
};
const SCALE: Record<Resolution, number> = { "0.5K": 0.5, "1K": 1, "2K": 2, "4K": 4 };

/** Of ratios that a model makes, the one whose shape (width by height) is the least away; the first of equals. */
export function nearestRatio(shape: number, ratios: readonly AspectRatio[]): AspectRatio {
  const distance = (ratio: AspectRatio) => Math.abs(Math.log(shapeOf(ratio) / shape));
  const [first = "1:1"] = ratios;
  return ratios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best), first);
}

/** Width by height as delivered: no model makes a ratio to the pixel. */
export function shapeOf(aspectRatio: AspectRatio): number {
  const [width, height] = PIXELS_AT_1K[aspectRatio];
  return width / height;
}

/** What the gateway is expected to deliver, px. It is measured again when the picture arrives. */
export function outputPixels(aspectRatio: AspectRatio, resolution: Resolution): Pixels {
  const [width, height] = PIXELS_AT_1K[aspectRatio];
  return { width: width * SCALE[resolution], height: height * SCALE[resolution] };
}
