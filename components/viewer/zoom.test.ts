import { expect, test } from "vitest";
import { clampView, fitScale, SCALE_MAX, zoomAt, zoomIn, zoomOut } from "@/components/viewer/zoom";

const stage = { width: 1024, height: 774 };
const picture = { width: 2000, height: 2500 };

test("a large picture is shown whole, with a margin", () => {
  expect(fitScale(stage, picture)).toBeCloseTo(0.3);
});

test("a small picture is not blown up to fit", () => {
  expect(fitScale(stage, { width: 400, height: 300 })).toBe(1);
});

test("zooming keeps what lies under the pointer in its place", () => {
  const view = { scale: 0.3, x: 0, y: 0 };
  const point = { x: 120, y: -60 };
  const zoomed = zoomAt(view, 1.2, point);
  const before = { x: (point.x - view.x) / view.scale, y: (point.y - view.y) / view.scale };
  const after = { x: (point.x - zoomed.x) / zoomed.scale, y: (point.y - zoomed.y) / zoomed.scale };
  expect(after.x).toBeCloseTo(before.x);
  expect(after.y).toBeCloseTo(before.y);
});

test("a picture cannot be pushed off its stage", () => {
  expect(clampView({ scale: 1, x: 9_999, y: -9_999 }, stage, picture)).toEqual({
    scale: 1,
    x: (2000 - 1024) / 2,
    y: -(2500 - 774) / 2,
  });
});

test("a picture that fits stays in the middle", () => {
  const { x, y, scale } = clampView({ scale: 0.1, x: 80, y: 80 }, stage, picture);
  expect({ x, y }).toEqual({ x: 0, y: 0 });
  expect(scale).toBeCloseTo(0.3);
});

test("zooming ends at eight times, and in and out are each other's way back", () => {
  expect(clampView({ scale: 50, x: 0, y: 0 }, stage, picture).scale).toBe(SCALE_MAX);
  expect(zoomOut(zoomIn(0.4))).toBeCloseTo(0.4);
});
