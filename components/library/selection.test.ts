import fc from "fast-check";
import { expect, test } from "vitest";
import { layOut } from "@/components/library/layout";
import {
  between,
  countOf,
  cutRanges,
  isIn,
  NOTHING,
  rangesIn,
  type Selection,
  toggled,
  withoutRange,
  withRange,
} from "@/components/library/selection";

const LENGTH = 60;
const index = fc.integer({ min: 0, max: LENGTH - 1 });
const step = fc.record({ one: index, other: index, isOn: fc.boolean() });
type Step = { one: number; other: number; isOn: boolean };
const indexesOf = (selection: Selection) =>
  selection.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, at) => first + at));
const ALL = indexesOf([{ first: 0, end: LENGTH }]);
function asSet(set: ReadonlySet<number>, { one, other, isOn }: Step): ReadonlySet<number> {
  const given = new Set(indexesOf([between(one, other)]));
  return isOn ? set.union(given) : set.difference(given);
}

test("ranges that are put in and taken out leave what sets would", () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const selection = steps.reduce<Selection>(
        (it, { one, other, isOn }) => (isOn ? withRange : withoutRange)(it, between(one, other)),
        NOTHING,
      );
      const expected = steps.reduce<ReadonlySet<number>>(asSet, new Set());
      expect(indexesOf(selection)).toEqual([...expected].sort((a, b) => a - b));
      expect(countOf(selection)).toBe(expected.size);
      for (const at of ALL) expect(isIn(selection, at)).toBe(expected.has(at));
      // None touches the next.
      for (const [at, { first }] of selection.entries())
        expect(first).toBeGreaterThan(selection[at - 1]?.end ?? -1);
    }),
  );
});

test("a second press takes a picture out again", () => {
  const some = withRange(NOTHING, { first: 3, end: 6 });
  expect(toggled(toggled(some, 4), 4)).toEqual(some);
  expect(toggled(some, 4)).toEqual([
    { first: 3, end: 4 },
    { first: 5, end: 6 },
  ]);
});

test("a band selects the cells that it touches, in every row", () => {
  const days = [{ day: "2026-11-20", count: 8 }];
  // Three columns of 100 px, 4 px apart, below a head of 36 px.
  const layout = layOut(days, { width: 308, cell: 100, gap: 4, head: 36 });
  const box = { left: 110, right: 250, top: 60, bottom: 180 };
  expect(rangesIn(layout, box)).toEqual([
    { first: 1, end: 3 },
    { first: 4, end: 6 },
  ]);
  // The last row is short.
  expect(rangesIn(layout, { ...box, left: 220, right: 300, top: 250, bottom: 260 })).toEqual([]);
  expect(rangesIn(layout, { left: -40, right: 900, top: -10, bottom: 900 })).toEqual([
    { first: 0, end: 3 },
    { first: 3, end: 6 },
    { first: 6, end: 8 },
  ]);
});

test("parts are as long as they may be and leave nothing out", () => {
  fc.assert(
    fc.property(fc.array(step), fc.integer({ min: 1, max: 9 }), (steps, size) => {
      const selection = steps.reduce<Selection>(
        (it, { one, other }) => withRange(it, between(one, other)),
        NOTHING,
      );
      const parts = cutRanges(selection, size);
      expect(parts.flatMap(indexesOf)).toEqual(indexesOf(selection));
      for (const part of parts.slice(0, -1)) expect(countOf(part)).toBe(size);
    }),
  );
});
