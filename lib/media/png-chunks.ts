import { readSync } from "node:fs";

const SIGNATURE_BYTES = 8;
const CHUNK_OVERHEAD_BYTES = 12;
/** libpng reads such a chunk whole into memory; imgproxy and libpng's own default draw a line too. */
const METADATA_CHUNK_BYTES_MAX = 1024 * 1024;
const METADATA_CHUNKS = new Set(["tEXt", "zTXt", "iTXt", "iCCP", "eXIf"]);
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
    if (isBloated(chunk)) break;
    if (!isOrdinaryPiece(chunk)) counted += 1;
    position += chunk.length + CHUNK_OVERHEAD_BYTES;
  }
  return "malformed";
}

type Chunk = { type: string; length: number };

const isBloated = ({ type, length }: Chunk) =>
  METADATA_CHUNKS.has(type) && length > METADATA_CHUNK_BYTES_MAX;
const isOrdinaryPiece = ({ type, length }: Chunk) =>
  type === "IDAT" && length >= ORDINARY_PIECE_BYTES;
