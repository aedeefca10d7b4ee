import { expect, test } from "vitest";
import { cellHeightOf } from "@/components/generation/cell-height";

test.each([
  ["200", 200],
  ["120", 120],
  ["320", 320],
  [undefined, null],
  ["", null],
  ["119", null],
  ["9000", null],
  ["tall", null],
])("of a kept height only what the slider can give is taken: %s", (kept, height) => {
  expect(cellHeightOf(kept)).toBe(height);
});
