import type { LibraryPicture } from "@/lib/library/schema";

type Page = { pictures: LibraryPicture[]; next: string | null };
/** What has been read of a collection, as its query keeps it. */
export type Pages = { pages: Page[]; pageParams: unknown[] };

export const picturesOf = ({ pages }: Pages): LibraryPicture[] =>
  pages.flatMap(({ pictures }) => pictures);

/** The same pages with other pictures; the last page takes what there is more or less of them. */
export function withPictures({ pages }: Pages, pictures: readonly LibraryPicture[]): Pages {
  let first = 0;
  const changed = pages.map((page, index) => {
    const end = index === pages.length - 1 ? pictures.length : first + page.pictures.length;
    const own = pictures.slice(first, end);
    first = end;
    return { pictures: own, next: page.next === null ? null : (own.at(-1)?.imageId ?? page.next) };
  });
  return {
    pages: changed,
    pageParams: changed.map((_, index) => changed[index - 1]?.next ?? null),
  };
}

/** With one of them at another place, counted from 0 as if it were not there. */
export function movedTo<T extends { imageId: string }>(
  pictures: readonly T[],
  imageId: string,
  index: number,
): T[] {
  const moved = pictures.find((it) => it.imageId === imageId);
  const others = pictures.filter((it) => it !== moved);
  return moved ? [...others.slice(0, index), moved, ...others.slice(index)] : others;
}

/**
 * Before which picture it is then; null is the end. While there are `more` that have not been read, nobody can mean the
 * end by the last place that is seen.
 */
export function nextOf(
  pictures: readonly { imageId: string }[],
  imageId: string,
  hasMore: boolean,
): string | null {
  const at = pictures.findIndex((it) => it.imageId === imageId);
  const next = pictures[at + 1];
  if (next) return next.imageId;
  return hasMore ? (pictures[at - 1]?.imageId ?? null) : null;
}

/** px between two cells. */
export const GAP = 8;

export type CellLayout = { columns: number; cell: number; height: number };

/** As many cells in a row as fit at that size; what is left over makes them larger. */
export function layCells(width: number, cellMin: number, count: number): CellLayout {
  const columns = Math.max(1, Math.floor((width + GAP) / (cellMin + GAP)));
  const cell = Math.max(1, Math.floor((width - GAP * (columns - 1)) / columns));
  const rows = Math.ceil(count / columns);
  return { columns, cell, height: Math.max(0, rows * (cell + GAP) - GAP) };
}

export const placeOf = ({ columns, cell }: CellLayout, index: number) => ({
  left: (index % columns) * (cell + GAP),
  top: Math.floor(index / columns) * (cell + GAP),
});

/** Indexes of those whose cells lie between two heights: from the first to before the end. */
export function seenCells(
  { columns, cell }: CellLayout,
  { top, bottom }: { top: number; bottom: number },
  count: number,
): { first: number; end: number } {
  const row = (y: number) => Math.max(0, Math.floor(y / (cell + GAP)));
  return {
    first: Math.min(count, row(top) * columns),
    end: Math.min(count, (row(bottom) + 1) * columns),
  };
}

const ACROSS: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
const DOWN: Partial<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** Where a key leads from a cell; null for any other key, and where there is no way on. */
export function stepTo(
  key: string,
  index: number,
  { columns, count }: { columns: number; count: number },
): number | null {
  const last = count - 1;
  const to = {
    ...(ACROSS[key] && { to: index + ACROSS[key] }),
    ...(DOWN[key] && { to: index + DOWN[key] * columns }),
    ...(key === "Home" && { to: 0 }),
    ...(key === "End" && { to: last }),
  }.to;
  // From the row before the last one the way down ends at the last cell.
  const isCut = key === "ArrowDown" && to !== undefined && to > last;
  if (isCut) return Math.floor(index / columns) < Math.floor(last / columns) ? last : null;
  return to === undefined || to < 0 || to > last ? null : to;
}
