import { cutChunks } from "@/components/library/chunks";
import type { PictureStore } from "@/components/library/picture-store";
import { countOf, cutRanges, type Selection } from "@/components/library/selection";
import { readLibraryIds } from "@/lib/library/queries";
import type { LibraryDays } from "@/lib/library/schema";
import { PICTURES_MAX } from "@/lib/library/schema/facts";
import type { ChosenPictures } from "@/lib/takeout/schema";

type Source = {
  q: string;
  list: Pick<LibraryDays, "days" | "asOf" | "isStacked">;
  store: PictureStore;
  signal: AbortSignal;
};

/**
 * Ids of everything that is chosen, all before anything is changed: what is changed may leave the search. Those that
 * have been seen are known, the others are read.
 */
export async function readSelectedIds(selection: Selection, source: Source): Promise<string[]> {
  const ids: string[] = [];
  for (const page of cutChunks(source.list.days, PICTURES_MAX)) {
    const pageEnd = page.first + page.count;
    for (const range of selection) {
      const first = Math.max(range.first, page.first);
      const end = Math.min(range.end, pageEnd);
      if (first >= end) continue;
      const known = knownIds(source.store, first, end);
      if (known) ids.push(...known);
      else {
        const { from, to, offset } = page;
        const place = { from, to, offset: offset + first - page.first, limit: end - first };
        const { q, list, signal } = source;
        const { asOf, isStacked } = list;
        for (const id of await readLibraryIds({ q, isStacked, asOf, ...place }, signal))
          ids.push(id);
      }
    }
  }
  return ids;
}

/** The same for a download, which finds by itself what a whole search has. */
export async function readChosen(selection: Selection, source: Source): Promise<ChosenPictures> {
  const { q, list } = source;
  const total = list.days.reduce((sum, { count }) => sum + count, 0);
  const { asOf, isStacked } = list;
  if (countOf(selection) === total) return { by: "search", q, asOf, isStacked };
  return { by: "ids", imageIds: await readSelectedIds(selection, source) };
}

/** More than so many are read faster than looked up one by one. */
const LOOKED_UP_MAX = 200;

function knownIds(store: PictureStore, first: number, end: number): string[] | null {
  if (end - first > LOOKED_UP_MAX) return null;
  const ids = Array.from({ length: end - first }, (_, at) => store.at(first + at)?.imageId);
  return ids.every((id) => id !== undefined) ? ids : null;
}

/** Such as three pictures for a comparison: null when there are others, or one has not been read. */
export function fewSelected(selection: Selection, store: PictureStore) {
  const pictures = (cutRanges(selection, LOOKED_UP_MAX)[0] ?? []).flatMap(({ first, end }) =>
    Array.from({ length: end - first }, (_, at) => store.at(first + at)),
  );
  return pictures.every((picture) => picture !== null) ? pictures : null;
}
