import { constants, crc32, deflateRawSync, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

export const cut = (bytes: Buffer, share: number) =>
  bytes.subarray(0, Math.floor(bytes.length * share));

/** A copy with `patch` written over it at `offset`; a negative one counts from the end. */
export function patched(bytes: Buffer, offset: number, patch: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  patch.copy(copy, offset < 0 ? copy.length + offset : offset);
  return copy;
}

/** Bytes that look random and are the same in every run. */
export function randomBytes(sizeBytes: number): Buffer {
  const data = Buffer.allocUnsafe(sizeBytes);
  let state = sizeBytes;
  for (let index = 0; index < sizeBytes; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    data[index] = state >>> 24;
  }
  return data;
}

/** A picture of noise, which does not compress: a cut goes through pixels. */
export const noise = (width = 256, height = 192): Sharp =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } });

const PNG_SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
export const IHDR_END = 33;

export function pngChunk(type: string, data: Buffer | string = ""): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), Buffer.from(data)]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length - 4);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

type PngHeader = {
  width: number;
  height: number;
  depth?: number;
  colour?: number;
  adam7?: boolean;
};

export const pngOf = (header: PngHeader, ...chunks: Buffer[]): Buffer =>
  Buffer.concat([PNG_SIGNATURE, ihdr(header), ...chunks, pngChunk("IEND")]);

/** `colour`: 0 grey, 2 RGB, 3 palette, 6 RGB with alpha. */
export function ihdr({ width, height, depth = 8, colour = 0, adam7 = false }: PngHeader): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth, colour, 0, 0, Number(adam7)], 8);
  return pngChunk("IHDR", data);
}

export const withPngChunks = (png: Buffer, ...chunks: Buffer[]) =>
  Buffer.concat([png.subarray(0, IHDR_END), ...chunks, png.subarray(IHDR_END)]);

export const pngText = (value: string) => pngChunk("tEXt", `Comment\0${value}`);

/** A grey picture of 64 × 64 made of these chunks. */
export const greyPng = (...chunks: Buffer[]) => pngOf({ width: 64, height: 64 }, ...chunks);
/** Its pixels, all of them as dark as the number of the filter that each row names. */
export const greyPixels = (filter = 0) =>
  pngChunk("IDAT", deflateSync(Buffer.alloc(64 * 65, filter)));

const MEGABYTE = 1024 * 1024;
const ADLER_MODULUS = 65_521;

/** A zlib stream of `sizeBytes` zeros, 1/1000 as long, made without unpacking it anywhere. */
export function deflatedZeros(sizeBytes: number): Buffer {
  const flush = { finishFlush: constants.Z_FULL_FLUSH };
  const piece = deflateRawSync(Buffer.alloc(MEGABYTE), flush);
  const pieces = Array.from({ length: Math.floor(sizeBytes / MEGABYTE) }, () => piece);
  const adler = Buffer.alloc(4);
  adler.writeUInt16BE(sizeBytes % ADLER_MODULUS, 0);
  adler.writeUInt16BE(1, 2);
  const rest = deflateRawSync(Buffer.alloc(sizeBytes % MEGABYTE));
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...pieces, rest, adler]);
}

/** `type` is the second byte of the marker. */
export function jpegSegment(type: number, data: Buffer | string): Buffer {
  const body = Buffer.from(data);
  const head = Buffer.from([0xff, type, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const SOI_END = 2;
export const withJpegSegments = (jpeg: Buffer, ...segments: Buffer[]) =>
  Buffer.concat([jpeg.subarray(0, SOI_END), ...segments, jpeg.subarray(SOI_END)]);

export function riffChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

export const webpOf = (...chunks: Buffer[]) =>
  riffChunk("RIFF", Buffer.concat([Buffer.from("WEBP"), ...chunks]));

/** The extended header of a WebP. Bits of `flags`: 2 animation, 4 XMP, 8 EXIF, 16 alpha, 32 profile. */
export function vp8x(flags: number, width: number, height: number): Buffer {
  const data = Buffer.alloc(10);
  data[0] = flags;
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return riffChunk("VP8X", data);
}
