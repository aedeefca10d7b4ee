import type { QueryClient } from "@tanstack/react-query";
import { type Chunk, chunkAt, cutChunks } from "@/components/library/chunks";
import { libraryChunkQuery } from "@/lib/library/queries";
import type { LibraryDays, LibraryPicture } from "@/lib/library/schema";

/** Reads that are kept: whoever scrolls through everything keeps the newest eight thousand pictures. */
const CHUNKS_MAX = 40;

type StoreOptions = {
  queryClient: QueryClient;
  q: string;
  list: Pick<LibraryDays, "days" | "asOf" | "isStacked">;
  /** More has come. */
  onChange: () => void;
};

/** Pictures by their index in the list; what is missing is read when it is asked for. */
export function createPictureStore({ queryClient, q, list, onChange }: StoreOptions) {
  const chunks = cutChunks(list.days);
  // The oldest first. Apart from the query cache, which would be asked sixty times in a frame.
  const known = new Map<Chunk, readonly LibraryPicture[]>();
  const asked = new Set<Chunk>();

  const keep = (chunk: Chunk, pictures: readonly LibraryPicture[]) => {
    known.delete(chunk);
    known.set(chunk, pictures);
    const [oldest] = known.keys();
    if (oldest && known.size > CHUNKS_MAX) known.delete(oldest);
  };
  const read = async (chunk: Chunk) => {
    if (asked.has(chunk)) return;
    asked.add(chunk);
    const { from, to, offset } = chunk;
    try {
      const { asOf, isStacked } = list;
      const query = libraryChunkQuery({ q, isStacked, asOf, from, to, offset });
      keep(chunk, (await queryClient.fetchQuery(query)).pictures);
      onChange();
    } catch {
      // It is asked for again when it is next looked at.
    } finally {
      asked.delete(chunk);
    }
  };

  return {
    at(index: number): LibraryPicture | null {
      const chunk = chunkAt(chunks, index);
      return (chunk && known.get(chunk)?.[index - chunk.first]) ?? null;
    },
    /** Another one on top of the same stack. */
    put(index: number, picture: LibraryPicture) {
      const chunk = chunkAt(chunks, index);
      const pictures = chunk && known.get(chunk);
      if (!pictures) return;
      known.set(chunk, pictures.with(index - chunk.first, picture));
      onChange();
    },
    /** All that are kept. */
    pictures: () => [...known.values()].flat(),
    want(first: number, end: number) {
      for (let at = first; at < end; ) {
        const chunk = chunkAt(chunks, at);
        if (!chunk) return;
        const pictures = known.get(chunk);
        if (pictures) keep(chunk, pictures);
        else void read(chunk);
        at = chunk.first + chunk.count;
      }
    },
  };
}
export type PictureStore = ReturnType<typeof createPictureStore>;
