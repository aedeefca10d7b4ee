import { setImmediate as breathe } from "node:timers/promises";

/** px of a side; a power of two. */
const TILE = 512;
const BYTES_PER_TURN = 3 << 20;

/** Gaussian noise, the same in every process: the sum of four even ones of a small generator. */
function makeTile(): Int8Array {
  const tile = new Int8Array(TILE * TILE);
  let state = 0x9e3779b9;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32 - 0.5;
  };
  for (let at = 0; at < tile.length; at += 1)
    tile[at] = Math.round(((next() + next() + next() + next()) / 0.577) * 40);
  return tile;
}

let tile: Int8Array | null = null;

/** `strength`: standard deviation in the midtones, in steps of 255. Shadows and highlights get less. */
function levelsFor(strength: number) {
  return Int16Array.from({ length: 256 }, (_, value) => {
    const tone = value / 255;
    return Math.round((strength / 40) * 256 * (0.45 + 2.2 * tone * (1 - tone)));
  });
}

type Pixels = { data: Buffer; width: number; height: number };

/** Adds film grain to RGB pixels in place, and lets others have the thread every few megabytes. */
export async function addGrain({ data, width, height }: Pixels, strength: number) {
  tile ??= makeTile();
  const noise = tile;
  const levels = levelsFor(strength);
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  const stride = width * 3;
  const rowsPerTurn = Math.max(1, Math.floor(BYTES_PER_TURN / stride));
  for (let y = 0; y < height; y += 1) {
    // Rows come in another order and begin elsewhere each time, so that no pattern repeats.
    const noiseRow = ((y * 7 + (y >> 9) * 31) & (TILE - 1)) * TILE;
    const start = y * 193 + (y >> 9) * 101;
    for (let x = 0, at = y * stride; x < width; x += 1, at += 3) {
      const grain = noise[noiseRow + ((x + start) & (TILE - 1))] ?? 0;
      for (let byte = at; byte < at + 3; byte += 1) {
        const value = pixels[byte] ?? 0;
        pixels[byte] = value + ((grain * (levels[value] ?? 0)) >> 8);
      }
    }
    if (y % rowsPerTurn === 0) await breathe();
  }
}
