import type { LibraryDays } from "@/lib/library/schema";
import { CHUNK_SIZE } from "@/lib/library/schema/facts";

/** One read: whole days up to a number of pictures, or a part of a day that has more. */
export type Chunk = {
  /** Index of its first picture in the whole list. */
  first: number;
  count: number;
  /** Days, YYYY-MM-DD, both included. */
  from: string;
  to: string;
  /** Pictures of those days that come before it. */
  offset: number;
};

export function cutChunks(days: LibraryDays["days"], chunkSize = CHUNK_SIZE): Chunk[] {
  const chunks: Chunk[] = [];
  let first = 0;
  for (const { day, count } of days) {
    const last = chunks.at(-1);
    if (last && last.offset === 0 && last.count + count <= chunkSize) {
      last.from = day;
      last.count += count;
    } else {
      for (let offset = 0; offset < count; offset += chunkSize) {
        const size = Math.min(chunkSize, count - offset);
        chunks.push({ first: first + offset, count: size, from: day, to: day, offset });
      }
    }
    first += count;
  }
  return chunks;
}

/** The read that has the picture of that index. */
export function chunkAt(chunks: readonly Chunk[], index: number): Chunk | undefined {
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((chunks[middle]?.first ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const chunk = chunks[low];
  return chunk && index >= chunk.first && index < chunk.first + chunk.count ? chunk : undefined;
}
