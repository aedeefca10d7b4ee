import type { ByteSource } from "@/lib/provenance/policy/bytes";

/** A part of a PNG or a WebP: `from` is where its head begins, `data` where its content does. */
export type Chunk = { type: string; from: number; data: number; length: number; to: number };

/** Half a gigabyte of the pieces that libpng writes. */
const CHUNKS_MAX = 65_536;

/** What can be read of one at that place; null where none is. */
export type ReadChunk = (head: Uint8Array, from: number) => Chunk | null;

/** Up to the first of which `isLast` says so, or to `end`. Null when they do not follow each other. */
export async function chunksOf(
  source: ByteSource,
  place: { from: number; end: number; isLast: (chunk: Chunk) => boolean },
  read: ReadChunk,
): Promise<Chunk[] | null> {
  const chunks: Chunk[] = [];
  for (let { from } = place; from < place.end && chunks.length < CHUNKS_MAX; ) {
    const head = await source.read(from, from + 8);
    const chunk = head.length === 8 ? read(head, from) : null;
    if (!chunk || chunk.to > place.end) return null;
    chunks.push(chunk);
    if (place.isLast(chunk)) return chunks;
    from = chunk.to;
  }
  return chunks.length < CHUNKS_MAX ? chunks : null;
}
