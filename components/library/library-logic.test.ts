import fc from "fast-check";
import { expect, test } from "vitest";
import { chunkAt, cutChunks } from "@/components/library/chunks";
import {
  dayAt,
  firstAt,
  firstOfDay,
  headShift,
  layOut,
  placeOf,
  rowsBetween,
  sectionAt,
  step,
  topOf,
  wholeBetween,
} from "@/components/library/layout";
import { createLongScroll, SCROLL_HEIGHT_MAX } from "@/components/library/long-scroll";
import { CHUNK_SIZE } from "@/lib/library/schema/facts";

const measures = { width: 1_000, cell: 112, gap: 4, head: 36 };

const someDays = fc
  .array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 60 })
  .map((counts) =>
    counts.map((count, back) => ({
      day: new Date(Date.UTC(2026, 10, 24) - back * 5 * 86_400_000).toISOString().slice(0, 10),
      count,
    })),
  );

test("every picture has one cell, in order, and none lies on another", () => {
  fc.assert(
    fc.property(someDays, fc.integer({ min: 60, max: 2_000 }), (days, width) => {
      const layout = layOut(days, { ...measures, width });
      const rows = rowsBetween(layout, 0, layout.height);
      const seen = rows.flatMap(({ first, count }) =>
        Array.from({ length: count }, (_, at) => first + at),
      );
      expect(seen).toEqual(Array.from({ length: layout.total }, (_, at) => at));
      for (const [at, row] of rows.entries())
        expect(row.top).toBeGreaterThanOrEqual((rows[at - 1]?.top ?? -1) + (at > 0 ? 36 : 0));
      expect(layout.total).toBe(days.reduce((sum, { count }) => sum + count, 0));
    }),
    { numRuns: 30 },
  );
});

test("what is seen at any height has the pictures whose cells lie there", () => {
  fc.assert(
    fc.property(someDays, fc.double({ min: 0, max: 1, noNaN: true }), (days, share) => {
      const layout = layOut(days, measures);
      const from = share * layout.height;
      const rows = rowsBetween(layout, from, from + 900);
      for (const { head, first, top } of rows) if (!head) expect(topOf(layout, first)).toBe(top);
      const all = rowsBetween(layout, 0, layout.height).filter(
        ({ top, head }) => top < from + 900 && top + (head ? 36 : layout.pitch) > from,
      );
      expect(rows).toEqual(all);
    }),
    { numRuns: 50 },
  );
});

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

test("steps by key stay inside, and down and up again lead back to the column", () => {
  fc.assert(
    fc.property(someDays, fc.double({ min: 0, max: 0.999, noNaN: true }), (days, share) => {
      const layout = layOut(days, measures);
      const index = Math.floor(share * layout.total);
      const go = (from: number, key: string) =>
        step(layout, { index: from, key, rowsSeen: 6 }) ?? -1;
      for (const key of [...ARROWS, "Home", "End", "PageUp", "PageDown"]) {
        const to = go(index, key);
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThan(layout.total);
      }
      const down = go(index, "ArrowDown");
      const [from, to] = [placeOf(layout, index), placeOf(layout, down)];
      if (down !== index && from?.column === to?.column) expect(go(down, "ArrowUp")).toBe(index);
      expect(step(layout, { index, key: "a", rowsSeen: 6 })).toBeNull();
    }),
  );
});

test("few pictures of many days are one read, and many of one day are several", () => {
  const days = [
    { day: "2026-11-24", count: 3 },
    { day: "2026-11-20", count: 5 },
    { day: "2026-10-01", count: CHUNK_SIZE + 5 },
    { day: "2026-09-01", count: 1 },
  ];
  const chunks = cutChunks(days);
  expect(chunks).toEqual([
    { first: 0, count: 8, from: "2026-11-20", to: "2026-11-24", offset: 0 },
    { first: 8, count: CHUNK_SIZE, from: "2026-10-01", to: "2026-10-01", offset: 0 },
    { first: 8 + CHUNK_SIZE, count: 5, from: "2026-10-01", to: "2026-10-01", offset: CHUNK_SIZE },
    { first: 13 + CHUNK_SIZE, count: 1, from: "2026-09-01", to: "2026-09-01", offset: 0 },
  ]);
  expect(chunkAt(chunks, 7)).toBe(chunks[0]);
  expect(chunkAt(chunks, 8 + CHUNK_SIZE)).toBe(chunks[2]);
  expect(chunkAt(chunks, 14 + CHUNK_SIZE)).toBeUndefined();
});

test("every picture is in one read", () => {
  fc.assert(
    fc.property(someDays, (days) => {
      const total = days.reduce((sum, { count }) => sum + count, 0);
      const chunks = cutChunks(days);
      expect(chunks.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      for (const { count } of chunks) expect(count).toBeLessThanOrEqual(CHUNK_SIZE);
      const index = total - 1;
      expect(chunkAt(chunks, index)?.from).toBe(days.at(-1)?.day);
    }),
  );
});

test("months are found by height", () => {
  const layout = layOut(
    [
      { day: "2026-11-24", count: 20 },
      { day: "2026-10-02", count: 20 },
    ],
    measures,
  );
  expect(sectionAt(layout, 0)?.month).toBe("2026-11");
  expect(sectionAt(layout, layout.height - 1)?.month).toBe("2026-10");
});

const million = { height: 30_000_000, viewport: 800 };

test("of a list that is longer than any element both ends are reached by the bar", () => {
  const scroll = createLongScroll(million);
  expect(scroll.barHeight).toBe(SCROLL_HEIGHT_MAX);
  expect(scroll.follow(SCROLL_HEIGHT_MAX - 800)).toBe(30_000_000 - 800);
  expect(scroll.follow(0)).toBe(0);
  expect(scroll.follow((SCROLL_HEIGHT_MAX - 800) / 2)).toBeCloseTo((30_000_000 - 800) / 2);
});

test("the wheel moves a long list as far as a short one, and the bar is put right after", () => {
  const scroll = createLongScroll(million);
  const bar = scroll.jump(1_000_000);
  expect(scroll.offset()).toBe(1_000_000);
  expect(scroll.follow(bar + 120)).toBeCloseTo(1_000_120);
  const settled = scroll.settle();
  expect(settled).toBeCloseTo((1_000_120 / (30_000_000 - 800)) * (SCROLL_HEIGHT_MAX - 800));
  expect(scroll.offset()).toBeCloseTo(1_000_120);
});

test("a short list scrolls as any other", () => {
  const scroll = createLongScroll({ height: 5_000, viewport: 800 });
  expect(scroll.follow(4_000)).toBe(4_000);
  expect(scroll.base()).toBe(0);
  expect(scroll.settle()).toBeNull();
});

test("the picture that stands first is found again at its height", () => {
  fc.assert(
    fc.property(someDays, fc.double({ min: 0, max: 1, noNaN: true }), (days, share) => {
      const layout = layOut(days, measures);
      const first = firstAt(layout, share * layout.height);
      expect(placeOf(layout, first)).not.toBeNull();
      expect(firstAt(layout, topOf(layout, first))).toBe(first);
    }),
  );
});

test("the pictures that are wholly seen end where the next one is cut, or with the list", () => {
  const layout = layOut([{ day: "2026-11-24", count: 20 }], measures);
  expect(layout.columns).toBe(8);
  expect(wholeBetween(layout, 0, 900)).toEqual({ first: 0, end: 20 });
  expect(wholeBetween(layout, 0, 36 + 2 * layout.pitch)).toEqual({ first: 0, end: 16 });
  expect(wholeBetween(layout, 37, 36 + 2 * layout.pitch)).toEqual({ first: 8, end: 16 });
  expect(wholeBetween(layout, 37, 137)).toEqual({ first: 8, end: 8 });
});

test("the head of a month stays in view until the next one pushes it out", () => {
  const days = [
    { day: "2026-11-24", count: 20 },
    { day: "2026-10-02", count: 20 },
  ];
  const layout = layOut(days, measures);
  const next = layout.sections[1]?.top ?? 0;
  expect(headShift(layout, 0)).toBe(0);
  expect(headShift(layout, next - 36)).toBe(0);
  expect(headShift(layout, next - 10)).toBe(-26);
  expect(headShift(layout, next)).toBe(0);
});

test("the day of a tile is known, and leads to the newest tile of that day in a list of other tiles", () => {
  fc.assert(
    fc.property(someDays, fc.double({ min: 0, max: 0.999, noNaN: true }), (days, share) => {
      const { total } = layOut(days, measures);
      const index = Math.floor(share * total);
      const day = dayAt(days, index) ?? "";
      const first = firstOfDay(days, day);
      expect(first).toBeLessThanOrEqual(index);
      expect(dayAt(days, first)).toBe(day);
      expect(first === 0 || (dayAt(days, first - 1) ?? "") > day).toBe(true);
      // A day whose pictures all lie under those of later ones.
      const others = days.filter((each) => each.day !== day);
      if (others.some((each) => each.day < day))
        expect((dayAt(others, firstOfDay(others, day)) ?? "9") < day).toBe(true);
      expect(dayAt(days, total)).toBeNull();
    }),
  );
});
