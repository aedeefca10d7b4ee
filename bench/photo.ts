import { existsSync, mkdirSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";

export const CACHE = path.join(tmpdir(), "maquette-bench");
const SIDE_PX = 4096;
const CHANNELS = 3;
/** Sides of the octaves and how far each moves a pixel: large shapes, texture, grain. */
const OCTAVES = [
  { sidePx: 8, amplitude: 120 },
  { sidePx: 32, amplitude: 60 },
  { sidePx: 128, amplitude: 30 },
  { sidePx: 512, amplitude: 15 },
  { sidePx: 2048, amplitude: 7 },
  { sidePx: SIDE_PX, amplitude: 7 },
];

/** A PNG of 4096² and about 24 MB that compresses like a photograph; the same bytes each time. */
export async function makePhoto(): Promise<string> {
  const file = path.join(CACHE, "photo-4096.png");
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  const sum = new Float32Array(SIDE_PX * SIDE_PX * CHANNELS).fill(128);
  for (const { sidePx, amplitude } of OCTAVES) {
    const octave = await sharp(noise(sidePx), { raw: raw(sidePx) })
      .resize(SIDE_PX, SIDE_PX, { kernel: "cubic" })
      .raw()
      .toBuffer();
    for (let index = 0; index < sum.length; index += 1) {
      sum[index] = (sum[index] ?? 0) + (((octave[index] ?? 0) - 128) / 128) * (amplitude / 2);
    }
  }
  const half = `${file}.${process.pid}`;
  await sharp(Buffer.from(Uint8ClampedArray.from(sum).buffer), { raw: raw(SIDE_PX) })
    .png({ adaptiveFiltering: true })
    .toFile(half);
  renameSync(half, file);
  return file;
}

const raw = (sidePx: number) => ({ width: sidePx, height: sidePx, channels: CHANNELS }) as const;

function noise(sidePx: number): Buffer {
  const bytes = Buffer.allocUnsafe(sidePx * sidePx * CHANNELS);
  let state = sidePx;
  for (let index = 0; index < bytes.length; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
