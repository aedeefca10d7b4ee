import type { LibraryDays } from "@/lib/library/schema";

/** Sizes in px. */
export type Measures = {
  /** Of the room that the cells share. */
  width: number;
  cell: number;
  gap: number;
  /** Of a month's head. */
  head: number;
};

export type Section = {
  /** YYYY-MM */
  month: string;
  count: number;
  /** Index of its newest picture in the whole list. */
  first: number;
  /** px from the top of the whole. */
  top: number;
  rowCount: number;
};

export type Layout = {
  sections: Section[];
  columns: number;
  /** From one row to the next. */
  pitch: number;
  head: number;
  height: number;
  total: number;
};

/** Exact before a single picture is read: every cell is as high as any other. */
export function layOut(days: LibraryDays["days"], { width, cell, gap, head }: Measures): Layout {
  const columns = Math.max(1, Math.floor((width + gap) / (cell + gap)));
  const pitch = cell + gap;
  const sections: Section[] = [];
  for (const { day, count } of days) {
    const month = day.slice(0, 7);
    const last = sections.at(-1);
    if (last?.month === month) last.count += count;
    else sections.push({ month, count, first: 0, top: 0, rowCount: 0 });
  }
  let top = 0;
  let first = 0;
  for (const section of sections) {
    const rowCount = Math.ceil(section.count / columns);
    Object.assign(section, { top, first, rowCount });
    top += head + rowCount * pitch;
    first += section.count;
  }
  return { sections, columns, pitch, head, height: top, total: first };
}

/** The day of the tile of that index. Null beyond the last. */
export function dayAt(days: LibraryDays["days"], index: number): string | null {
  let end = 0;
  for (const { day, count } of days) {
    end += count;
    if (index < end) return day;
  }
  return null;
}

/** Index of the newest tile of that day, or of the first day before it that has one. */
export function firstOfDay(days: LibraryDays["days"], wanted: string): number {
  let first = 0;
  for (const { day, count } of days) {
    if (day <= wanted) break;
    first += count;
  }
  return first;
}

/** The last of `items` whose `key` is not above `value`; the first when all are. */
function lastNotAbove<T>(items: readonly T[], value: number, key: (item: T) => number): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (key(items[middle] as T) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

export type Place = { section: Section; row: number; column: number };

/** Where the picture of that index lies. Null beyond the last. */
export function placeOf(layout: Layout, index: number): Place | null {
  if (index < 0 || index >= layout.total) return null;
  const section = layout.sections[lastNotAbove(layout.sections, index, ({ first }) => first)];
  if (!section) return null;
  const within = index - section.first;
  return {
    section,
    row: Math.floor(within / layout.columns),
    column: within % layout.columns,
  };
}

/** px from the top of the whole to the top of the picture's cell. */
export function topOf(layout: Layout, index: number): number {
  const place = placeOf(layout, index);
  return place ? place.section.top + layout.head + place.row * layout.pitch : 0;
}

export type Row = {
  top: number;
  /** Set on a month's head, which has no pictures. */
  head: Section | null;
  first: number;
  count: number;
};

/** Heads and rows that touch the stretch from `from` to `to`, px from the top of the whole. */
export function rowsBetween(layout: Layout, from: number, to: number): Row[] {
  const rows: Row[] = [];
  const { sections, head, pitch, columns } = layout;
  for (
    let at = lastNotAbove(sections, from, ({ top }) => top);
    at < sections.length && (sections[at]?.top ?? to) < to;
    at += 1
  ) {
    const section = sections[at] as Section;
    const below = section.top + head;
    if (below > from) rows.push({ top: section.top, head: section, first: 0, count: 0 });
    const firstRow = Math.max(0, Math.floor((from - below) / pitch));
    const endRow = Math.min(section.rowCount, Math.ceil((to - below) / pitch));
    for (let row = firstRow; row < endRow; row += 1) {
      const first = section.first + row * columns;
      const count = Math.min(columns, section.first + section.count - first);
      rows.push({ top: below + row * pitch, head: null, first, count });
    }
  }
  return rows;
}

/** The pictures that lie wholly between those heights; without an end beyond the first when none does. */
export function wholeBetween(layout: Layout, from: number, to: number) {
  const rows = rowsBetween(layout, from, to).filter(
    ({ head, top }) => !head && top >= from && top + layout.pitch <= to,
  );
  const last = rows.at(-1);
  const first = rows[0]?.first ?? firstAt(layout, from);
  return { first, end: last ? last.first + last.count : first };
}

/** The month that lies at that height. */
export const sectionAt = ({ sections }: Layout, y: number): Section | undefined =>
  sections[lastNotAbove(sections, y, ({ top }) => top)];

/** Index of the picture that stands first where the view begins at that height. */
export function firstAt(layout: Layout, y: number): number {
  const section = sectionAt(layout, y);
  if (!section) return 0;
  const row = Math.max(0, Math.ceil((y - section.top - layout.head) / layout.pitch));
  const end = section.first + section.count;
  if (row >= section.rowCount && end < layout.total) return end;
  return section.first + Math.min(row, section.rowCount - 1) * layout.columns;
}

/** What stands over the cells of a month that is scrolled: px from the top of the view, none of it below. */
export function headShift(layout: Layout, y: number): number {
  const section = sectionAt(layout, y);
  if (!section) return 0;
  const end = section.top + layout.head + section.rowCount * layout.pitch;
  return Math.min(0, end - y - layout.head);
}

type Step = {
  index: number;
  /** As `KeyboardEvent.key` says it. */
  key: string;
  /** Rows of one page. */
  rowsSeen: number;
};

/** Where a key leads; the same at an edge. Null where it leads nowhere. A short last row leads to its last cell. */
export function step(layout: Layout, { index, key, rowsSeen }: Step): number | null {
  const rows = ROWS[key];
  if (rows !== undefined) return byRows(layout, index, rows);
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, index - 1);
    case "ArrowRight":
      return Math.min(layout.total - 1, index + 1);
    case "PageDown":
      return byRows(layout, index, rowsSeen);
    case "PageUp":
      return byRows(layout, index, -rowsSeen);
    case "Home":
      return 0;
    case "End":
      return layout.total - 1;
    default:
      return null;
  }
}

const ROWS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function byRows(layout: Layout, index: number, count: number): number {
  const move = count > 0 ? rowBelow : rowAbove;
  let at = index;
  for (let left = Math.abs(count); left > 0; left -= 1) {
    const place = placeOf(layout, at);
    if (place) at = move(layout, place, at);
  }
  return at;
}

function rowBelow({ columns, sections }: Layout, { section, row, column }: Place, index: number) {
  if (row < section.rowCount - 1)
    return Math.min(index + columns, section.first + section.count - 1);
  const next = sections[sections.indexOf(section) + 1];
  return next ? next.first + Math.min(column, next.count - 1) : index;
}

function rowAbove({ columns, sections }: Layout, { section, row, column }: Place, index: number) {
  if (row > 0) return index - columns;
  const before = sections[sections.indexOf(section) - 1];
  if (!before) return index;
  const lastRow = before.first + (before.rowCount - 1) * columns;
  return Math.min(lastRow + column, before.first + before.count - 1);
}
