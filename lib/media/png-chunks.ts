import { readSync } from "node:fs";
import { inflateSync } from "node:zlib";

const SIGNATURE_BYTES = 8;
const CHUNK_OVERHEAD_BYTES = 12;
/** libpng reads such a chunk whole into memory; imgproxy and libpng's own default draw a line too. */
const METADATA_CHUNK_BYTES_MAX = 1024 * 1024;
const METADATA_CHUNKS = new Set(["tEXt", "zTXt", "iTXt", "iCCP", "eXIf"]);
/** Of these a part is zlib data, which may hold 1,000 times its own length. */
const PACKED_CHUNKS = new Set(["zTXt", "iTXt", "iCCP"]);
/** Far above the profile of any RGB display and any prompt. */
const UNPACKED_BYTES_MAX = 8 * 1024 * 1024;
const CHUNK_COUNT_MAX = 4_000;
/**
 * Pixel data in pieces of at least this size does not count: libpng writes 8 KiB pieces, so an honest
 * 4K picture has more than 4,000 of them.
 */
const ORDINARY_PIECE_BYTES = 1_024;

/**
 * Walks a PNG's chunks before any decoder sees them.
 * `malformed` also for one that has no end: libpng does not miss the last chunk.
 */
export function scanPng(file: number): "sound" | "animated" | "malformed" {
  const header = Buffer.alloc(8);
  let position = SIGNATURE_BYTES;
  let counted = 0;
  while (readSync(file, header, { position }) === header.length && counted <= CHUNK_COUNT_MAX) {
    const chunk = { type: header.toString("latin1", 4), length: header.readUInt32BE(0) };
    if (position === SIGNATURE_BYTES && chunk.type !== "IHDR") break;
    if (chunk.type === "acTL") return "animated";
    if (chunk.type === "IEND") return "sound";
    if (isBloated(chunk) || isBomb(file, chunk, position + header.length)) break;
    if (!isOrdinaryPiece(chunk)) counted += 1;
    position += chunk.length + CHUNK_OVERHEAD_BYTES;
  }
  return "malformed";
}

type Chunk = { type: string; length: number };

const isBloated = ({ type, length }: Chunk) =>
  METADATA_CHUNKS.has(type) && length > METADATA_CHUNK_BYTES_MAX;

function isBomb(file: number, { type, length }: Chunk, position: number): boolean {
  if (!PACKED_CHUNKS.has(type)) return false;
  const data = Buffer.alloc(length);
  readSync(file, data, { position });
  return unpacksTooFar(packedPart(type, data));
}

/** Null when nothing is packed, or the chunk is not even formed well enough to tell. */
function packedPart(type: string, data: Buffer): Buffer | null {
  const keywordEnd = data.indexOf(0);
  if (keywordEnd < 0) return null;
  if (type !== "iTXt") return data.subarray(keywordEnd + 2);
  if (data[keywordEnd + 1] !== 1) return null;
  const languageEnd = data.indexOf(0, keywordEnd + 3);
  const translationEnd = data.indexOf(0, languageEnd + 1);
  return languageEnd < 0 || translationEnd < 0 ? null : data.subarray(translationEnd + 1);
}

/** Garbage unpacks to nothing: what it is worth is the decoder's judgement. */
function unpacksTooFar(data: Buffer | null): boolean {
  try {
    if (data) inflateSync(data, { maxOutputLength: UNPACKED_BYTES_MAX });
    return false;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
  }
}

const isOrdinaryPiece = ({ type, length }: Chunk) =>
  type === "IDAT" && length >= ORDINARY_PIECE_BYTES;
