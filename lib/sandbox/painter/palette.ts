import sharp from "sharp";

export type Rgb = [red: number, green: number, blue: number];

const COLOURS_MAX = 4;
const SAMPLE_PX = 64;
/** Weight of a grey next to a pure colour: a white background must not decide. */
const GREY_WEIGHT = 0.05;

/** Main colours of a picture, 0–255, the most telling first. None when the bytes cannot be decoded. */
export async function readPalette(bytes: Buffer): Promise<Rgb[]> {
  let pixels: Buffer;
  try {
    pixels = await sharp(bytes)
      .flatten({ background: "white" })
      .toColourspace("srgb")
      .resize(SAMPLE_PX, SAMPLE_PX, { fit: "fill" })
      .raw()
      .toBuffer();
  } catch {
    return [];
  }
  const bins = new Map<number, { weight: number; sum: Rgb; count: number }>();
  for (const [red, green, blue] of triples(pixels)) {
    const bin = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5);
    const entry = bins.get(bin) ?? { weight: 0, sum: [0, 0, 0], count: 0 };
    entry.weight += GREY_WEIGHT + (Math.max(red, green, blue) - Math.min(red, green, blue)) / 255;
    entry.sum = [entry.sum[0] + red, entry.sum[1] + green, entry.sum[2] + blue];
    entry.count += 1;
    bins.set(bin, entry);
  }
  return [...bins.values()]
    .sort((one, other) => other.weight - one.weight)
    .slice(0, COLOURS_MAX)
    .map(({ sum: [red, green, blue], count }) => [
      Math.round(red / count),
      Math.round(green / count),
      Math.round(blue / count),
    ]);
}

function* triples(pixels: Buffer): Generator<Rgb> {
  for (let at = 0; at + 2 < pixels.length; at += 3)
    yield [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
}

/** Width by height; square when the bytes cannot be decoded. */
export async function readShape(bytes: Buffer): Promise<number> {
  try {
    const { width, height } = await sharp(bytes).metadata();
    return width / height;
  } catch {
    return 1;
  }
}
