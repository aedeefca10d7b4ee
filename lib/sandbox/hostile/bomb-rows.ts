import {
  deflatedZeros,
  greyPixels,
  greyPng,
  noise,
  pngChunk,
  pngOf,
  pngText,
  withPngChunks,
} from "@/lib/sandbox/hostile/bytes";
import type { Row } from "@/lib/sandbox/hostile/hostile-file";

const MEGABYTE = 1024 * 1024;
const BAD = "image_malformed";

const withChunks = async (...chunks: Buffer[]) =>
  withPngChunks(await noise().png().toBuffer(), ...chunks);
/** zlib data behind a keyword, as zTXt and iCCP have it. */
const packed = (type: string, data: Buffer) =>
  pngChunk(type, Buffer.concat([Buffer.from("bomb\0\0"), data]));
const packedInternational = (data: Buffer) =>
  pngChunk("iTXt", Buffer.concat([Buffer.from("bomb\0\x01\0\0\0"), data]));

/** All zeros: kilobytes that unpack to an enormous picture. */
function zeros(width: number, height: number, depth = 1): Buffer {
  const sizeBytes = height * (1 + Math.ceil((width * depth) / 8));
  return pngOf({ width, height, depth }, pngChunk("IDAT", deflatedZeros(sizeBytes)));
}

/** Column and row of the first pixel of each pass, and the steps to the next. */
const ADAM7: [x: number, y: number, stepX: number, stepY: number][] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** Eight bytes per pixel, of which a decoder must hold all until the last pass. */
function interlacedZeros(side: number): Buffer {
  const sizes = ADAM7.map(([x, y, stepX, stepY]) => {
    const [columns, rows] = [Math.ceil((side - x) / stepX), Math.ceil((side - y) / stepY)];
    return rows * (1 + columns * 8);
  });
  const sizeBytes = sizes.reduce((sum, size) => sum + size);
  const header = { width: side, height: side, depth: 16, colour: 6, adam7: true };
  return pngOf(header, pngChunk("IDAT", deflatedZeros(sizeBytes)));
}

export const BOMB_ROWS: Row[] = [
  ["png-900-megapixels.png", "too_many_pixels", "109 kB", () => zeros(30_000, 30_000)],
  ["png-256-megapixels.png", "too_many_pixels", "under sharp's limit", () => zeros(16_000, 16_000)],
  [
    "png-81-megapixels.png",
    { asUpload: "too_many_pixels", asResult: "accepted" },
    "a result may be larger than a reference image",
    () => zeros(9_000, 9_000),
  ],
  [
    "png-98-megapixels-interlaced.png",
    "too_many_pixels",
    "786 MB that must be held at once",
    () => interlacedZeros(9_914),
  ],
  ["png-line.png", "side_out_of_range", "1 × 60,000", () => zeros(1, 60_000)],
  [
    "png-dot.png",
    { asUpload: "side_out_of_range", asResult: "accepted" },
    "1 × 1",
    () => zeros(1, 1),
  ],
  [
    "png-ztxt-64-mb.png",
    BAD,
    "text",
    () => withChunks(packed("zTXt", deflatedZeros(64 * MEGABYTE))),
  ],
  [
    "png-ztxt-900-mb.png",
    BAD,
    "text",
    () => withChunks(packed("zTXt", deflatedZeros(900 * MEGABYTE))),
  ],
  [
    "png-itxt-64-mb.png",
    BAD,
    "text",
    () => withChunks(packedInternational(deflatedZeros(64 * MEGABYTE))),
  ],
  [
    "png-iccp-64-mb.png",
    BAD,
    "profile",
    () => withChunks(packed("iCCP", deflatedZeros(64 * MEGABYTE))),
  ],
  [
    "png-50000-chunks.png",
    BAD,
    "each costs a parser some work",
    () => withChunks(...Array.from({ length: 50_000 }, () => pngText("x"))),
  ],
  [
    "png-19-mb-text.png",
    BAD,
    "read into memory",
    () => withChunks(pngText("x".repeat(19 * MEGABYTE))),
  ],
  [
    "png-animated.png",
    "image_animated",
    "APNG",
    () => withChunks(pngChunk("acTL", Buffer.alloc(8))),
  ],
  [
    "png-animated-late.png",
    "image_animated",
    "acTL behind the pixels",
    () => greyPng(greyPixels(), pngChunk("acTL", Buffer.alloc(8))),
  ],
];
