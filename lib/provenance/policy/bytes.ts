import type { ProvenanceObstacle } from "@/lib/provenance/schema";

/** A file that is read in parts. `read` answers with fewer bytes only at its end. */
export type ByteSource = {
  sizeBytes: number;
  /** From `start` up to `end`, which is not included. */
  read: (start: number, end: number) => Promise<Uint8Array>;
};

/** A stretch of the original, or bytes of ours. */
export type Piece = { from: number; to: number } | Uint8Array;

/** How the new file is put together. All pieces of the original are in its order. */
export type Edit = {
  ok: true;
  pieces: Piece[];
  sizeBytes: number;
  /** It carries a signature (C2PA), which stays in it and no longer fits its bytes. */
  isSigned: boolean;
};
export type Refused = { ok: false; obstacle: ProvenanceObstacle };
export type Planned = Edit | Refused;

export const refused = (obstacle: ProvenanceObstacle): Refused => ({ ok: false, obstacle });

const lengthOf = (piece: Piece) =>
  piece instanceof Uint8Array ? piece.length : piece.to - piece.from;

export function planned(pieces: readonly Piece[], isSigned: boolean): Edit {
  const used = pieces.filter((piece) => lengthOf(piece) > 0);
  const sizeBytes = used.reduce((sum, piece) => sum + lengthOf(piece), 0);
  return { ok: true, pieces: used, sizeBytes, isSigned };
}

/** The new file, read as the old one is. */
export function editedSource(source: ByteSource, { pieces, sizeBytes }: Edit): ByteSource {
  async function read(start: number, end: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let at = 0;
    for (const piece of pieces) {
      const length = lengthOf(piece);
      const [from, to] = [Math.max(start - at, 0), Math.min(end - at, length)];
      if (from < to) parts.push(await readPiece(source, piece, { from, to }));
      at += length;
    }
    return parts.length === 1 && parts[0] ? parts[0] : joined(...parts);
  }
  return { sizeBytes, read };
}

const readPiece = async (
  source: ByteSource,
  piece: Piece,
  { from, to }: { from: number; to: number },
) =>
  piece instanceof Uint8Array
    ? piece.subarray(from, to)
    : source.read(piece.from + from, piece.from + to);

export const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** One byte a letter. */
export const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes);

export const fromLatin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Null for what is no UTF-8. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What zlib has packed. Null for what it has not, and for more than `lengthMax`. */
export async function inflated(bytes: Uint8Array, lengthMax: number): Promise<Uint8Array | null> {
  const packed = new Blob([Uint8Array.from(bytes)]).stream();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of packed.pipeThrough(new DecompressionStream("deflate"))) {
      parts.push(part);
      length += part.length;
      if (length > lengthMax) return null;
    }
  } catch {
    return null;
  }
  return joined(...parts);
}
