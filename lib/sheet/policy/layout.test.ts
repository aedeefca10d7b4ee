import { expect, test } from "vitest";
import { captionTop, fitInto, layOutSheet, pageCountOf } from "@/lib/sheet/policy/layout";
import type { SheetOrder } from "@/lib/sheet/schema";
import { CAPTIONS, COLUMNS_MAX, PAPER_ORIENTATIONS, PAPERS } from "@/lib/sheet/schema/facts";

const ORDER: SheetOrder = {
  ...{ columns: 4, paper: "a4", orientation: "portrait", captions: [...CAPTIONS], language: "en" },
};
const every = PAPERS.flatMap((paper) =>
  PAPER_ORIENTATIONS.flatMap((orientation) =>
    Array.from({ length: COLUMNS_MAX - 1 }, (_, index) => ({
      paper,
      orientation,
      columns: index + 2,
    })),
  ),
);

test.each(every)(
  "$columns columns on $paper $orientation stay inside the page and apart",
  (change) => {
    for (const captions of [[], ["code"] as const, CAPTIONS]) {
      const layout = layOutSheet({ ...ORDER, ...change, captions: [...captions] });
      const foot = layout.page.height - layout.margin - 8;
      for (let number = 0; number < layout.perPage; number += 1) {
        const box = layout.boxOf(number);
        const bottom = captionTop(box) + layout.lineCount * layout.lineHeight;
        expect(box.left).toBeGreaterThanOrEqual(layout.margin);
        expect(box.left + box.width).toBeLessThanOrEqual(layout.page.width - layout.margin + 0.01);
        expect(bottom).toBeLessThan(foot);
        const below = layout.boxOf(number + layout.columns);
        expect(below.top).toBeGreaterThan(bottom);
      }
      expect(layout.perPage).toBeGreaterThanOrEqual(layout.columns);
    }
  },
);

test("pages are as many as the pictures need, and one without any", () => {
  const layout = layOutSheet(ORDER);
  expect(layout).toMatchObject({ columns: 4, rows: 4, perPage: 16, lineCount: 3 });
  expect([0, 1, 16, 17, 500].map((count) => pageCountOf(layout, count))).toEqual([1, 1, 1, 2, 32]);
});

test("a picture of any shape lies whole in the middle of its place", () => {
  const box = { left: 10, top: 20, width: 100, height: 80 };
  expect(fitInto(box, { width: 2_000, height: 400 })).toEqual({
    left: 10,
    top: 50,
    width: 100,
    height: 20,
  });
  expect(fitInto(box, { width: 100, height: 800 })).toEqual({
    left: 55,
    top: 20,
    width: 10,
    height: 80,
  });
});
