import { type Layout, rowsBetween } from "@/components/library/layout";

/** From the first index to before the end. */
export type Range = { first: number; end: number };

/** Pictures that are chosen, by their index in the list: ranges in order that do not touch each other. */
export type Selection = readonly Range[];

export const NOTHING: Selection = [];

export const countOf = (selection: Selection): number =>
  selection.reduce((sum, { first, end }) => sum + end - first, 0);

export const isIn = (selection: Selection, index: number): boolean =>
  selection.some(({ first, end }) => index >= first && index < end);

export function withRange(selection: Selection, added: Range): Selection {
  if (added.end <= added.first) return selection;
  const apart = selection.filter(({ first, end }) => end < added.first || first > added.end);
  const met = selection.filter((range) => !apart.includes(range));
  const first = Math.min(added.first, ...met.map((range) => range.first));
  const end = Math.max(added.end, ...met.map((range) => range.end));
  return [...apart, { first, end }].sort((a, b) => a.first - b.first);
}

export const withoutRange = (selection: Selection, taken: Range): Selection =>
  selection.flatMap(({ first, end }) =>
    [
      { first, end: Math.min(end, taken.first) },
      { first: Math.max(first, taken.end), end },
    ].filter((range) => range.end > range.first),
  );

export const toggled = (selection: Selection, index: number): Selection =>
  (isIn(selection, index) ? withoutRange : withRange)(selection, {
    first: index,
    end: index + 1,
  });

/** Both ends are in it, whichever comes first. */
export const between = (one: number, other: number): Range => ({
  first: Math.min(one, other),
  end: Math.max(one, other) + 1,
});

/** px in the list, from its top and from its left edge. */
export type Box = { left: number; right: number; top: number; bottom: number };

/** The pictures whose cells the box touches. */
export function rangesIn(layout: Layout, { left, right, top, bottom }: Box): Range[] {
  const width = layout.pitch;
  const from = Math.max(0, Math.floor(left / width));
  const to = Math.min(layout.columns, Math.floor(right / width) + 1);
  return rowsBetween(layout, top, bottom).flatMap(({ head, first, count }) => {
    const end = first + Math.min(count, to);
    return !head && first + from < end ? [{ first: first + from, end }] : [];
  });
}

/** Parts of at most that many pictures, in order. */
export function cutRanges(selection: Selection, size: number): Selection[] {
  const parts: Range[][] = [];
  let room = 0;
  for (const { first, end } of selection)
    for (let at = first; at < end; ) {
      if (room === 0) {
        parts.push([]);
        room = size;
      }
      const next = Math.min(end, at + room);
      parts.at(-1)?.push({ first: at, end: next });
      room -= next - at;
      at = next;
    }
  return parts;
}
