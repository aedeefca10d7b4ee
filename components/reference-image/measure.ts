/** What can be told of a picture by its pixels. */
export type Measures = {
  /** Px, of a copy that is never larger than the original and at most 640 long. */
  width: number;
  height: number;
  /** Variance of the Laplacian where the picture is sharpest, of 8-bit luminance on at most 512 px. */
  sharpness: number;
  /** 64 bits of which almost all are the same for pictures that look the same; null where there is nothing to see. */
  hash: bigint | null;
};

type Rgba = { data: Uint8ClampedArray; width: number; height: number };
type Plane = { at: (x: number, y: number) => number; width: number; height: number };

export function measuresOf(pixels: Rgba): Pick<Measures, "sharpness" | "hash"> {
  const plane = luminanceOf(pixels);
  return { sharpness: sharpnessOf(plane), hash: hashOf(plane) };
}

/** On white, as a transparent logo is seen. */
function luminanceOf({ data, width, height }: Rgba): Plane {
  const values = new Float32Array(width * height);
  for (let index = 0, at = 0; index < values.length; index += 1, at += 4) {
    const [r = 0, g = 0, b = 0, alpha = 0] = [data[at], data[at + 1], data[at + 2], data[at + 3]];
    const share = alpha / 255;
    values[index] = (0.299 * r + 0.587 * g + 0.114 * b) * share + 255 * (1 - share);
  }
  return { at: (x, y) => values[y * width + x] ?? 0, width, height };
}

const TILE_PX = 32;
/** A sharp bottle before a soft wall is sharp: the best of this share of the tiles counts. */
const SHARPEST_SHARE = 0.05;

function sharpnessOf(plane: Plane): number {
  const tiles: number[] = [];
  for (let y = 1; y + TILE_PX < plane.height; y += TILE_PX) {
    for (let x = 1; x + TILE_PX < plane.width; x += TILE_PX) tiles.push(variance(plane, x, y));
  }
  const best = tiles
    .sort((a, b) => b - a)
    .slice(0, Math.max(1, Math.round(tiles.length * SHARPEST_SHARE)));
  return best.reduce((sum, value) => sum + value, 0) / Math.max(1, best.length);
}

/** Of the Laplacian in one tile. */
function variance({ at }: Plane, left: number, top: number): number {
  let sum = 0;
  let squares = 0;
  for (let y = top; y < top + TILE_PX; y += 1) {
    for (let x = left; x < left + TILE_PX; x += 1) {
      const value = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y);
      sum += value;
      squares += value * value;
    }
  }
  const count = TILE_PX * TILE_PX;
  return squares / count - (sum / count) ** 2;
}

const HASH_SIDE = 8;
/** Of 255: below it the bits would be made of noise. */
const CONTRAST_MIN = 12;

/** Whether each of 8 × 8 fields is brighter than its right neighbour (dHash). */
function hashOf(plane: Plane): bigint | null {
  const rows = Array.from({ length: HASH_SIDE }, (_, row) =>
    Array.from({ length: HASH_SIDE + 1 }, (_, column) => mean(plane, column, row)),
  );
  const fields = rows.flat();
  if (Math.max(...fields) - Math.min(...fields) < CONTRAST_MIN) return null;
  const bits = rows.flatMap((row) =>
    row.slice(1).map((value, index) => (value < (row[index] ?? 0) ? "1" : "0")),
  );
  return BigInt(`0b${bits.join("")}`);
}

/** Brightness of one of 9 × 8 fields. */
function mean({ at, width, height }: Plane, column: number, row: number): number {
  const [left, right] = [column, column + 1].map((n) => Math.floor((n * width) / (HASH_SIDE + 1)));
  const [top, bottom] = [row, row + 1].map((n) => Math.floor((n * height) / HASH_SIDE));
  let sum = 0;
  let count = 0;
  for (let y = top ?? 0; y < (bottom ?? 0); y += 1) {
    for (let x = left ?? 0; x < (right ?? 0); x += 1, count += 1) sum += at(x, y);
  }
  return sum / Math.max(1, count);
}
