import { expect, test } from "vitest";
import { aspectGlyphSize } from "./aspect-glyph";

test("shapes keep their ratio and cover the same area", () => {
  for (const [ratio, value] of [
    ["1:1", 1],
    ["4:5", 0.8],
    ["16:9", 16 / 9],
    ["3:2", 1.5],
  ] as const) {
    const { width, height } = aspectGlyphSize(ratio, 16);
    expect(width / height).toBeCloseTo(value);
    expect(width * height).toBeCloseTo(0.82 * 16 ** 2);
  }
});

test("the longest strips still fit a chip of 20 pixels", () => {
  const { width, height } = aspectGlyphSize("1:8", 11);
  expect(height).toBeLessThanOrEqual(18);
  expect(width).toBeGreaterThanOrEqual(3);
});
