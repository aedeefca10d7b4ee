import { describe, expect, test } from "vitest";
import {
  GAP,
  layCells,
  movedTo,
  nextOf,
  type Pages,
  picturesOf,
  placeOf,
  seenCells,
  stepTo,
  withPictures,
} from "@/components/collection/order";

const all = (names: string) => [...names].map((imageId) => ({ imageId }));
const named = (pictures: readonly { imageId: string }[]) =>
  pictures.map(({ imageId }) => imageId).join("");

test.each([
  ["abcd", "d", 0, "dabc"],
  ["abcd", "a", 3, "bcda"],
  ["abcd", "b", 2, "acbd"],
  ["abcd", "b", 1, "abcd"],
  ["abcd", "x", 1, "abcd"],
] as const)("%s with %s at %i is %s", (...[before, imageId, index, after]) => {
  expect(named(movedTo(all(before), imageId, index))).toBe(after);
});

test("the place of a picture is before the one that follows it", () => {
  expect(nextOf(all("abc"), "a", false)).toBe("b");
  expect(nextOf(all("abc"), "c", false)).toBeNull();
  // The end is further on than what has been read.
  expect(nextOf(all("abc"), "c", true)).toBe("b");
});

test("pages keep their length, and each begins behind the one before", () => {
  const page = (names: string, next: string | null) => ({ pictures: all(names), next });
  const before = {
    pages: [page("ab", "b"), page("cd", "d"), page("ef", null)],
    pageParams: [null, "b", "d"],
  } as Pages;
  const moved = withPictures(before, movedTo(picturesOf(before), "f", 0));
  expect(moved.pages.map(({ pictures }) => named(pictures))).toEqual(["fa", "bc", "de"]);
  expect(moved.pages.map(({ next }) => next)).toEqual(["a", "c", null]);
  expect(moved.pageParams).toEqual([null, "a", "c"]);
  const taken = withPictures(
    before,
    picturesOf(before).filter(({ imageId }) => imageId !== "a"),
  );
  expect(taken.pages.map(({ pictures }) => named(pictures))).toEqual(["bc", "de", "f"]);
});

describe("cells", () => {
  test("fill the width", () => {
    const layout = layCells(1336, 168, 20);
    expect(layout.columns).toBe(7);
    expect(layout.columns * (layout.cell + GAP) - GAP).toBeLessThanOrEqual(1336);
    expect(layout.height).toBe(3 * (layout.cell + GAP) - GAP);
    expect(placeOf(layout, 8)).toEqual({ left: layout.cell + GAP, top: layout.cell + GAP });
    expect(layCells(40, 168, 3)).toMatchObject({ columns: 1, cell: 40 });
  });

  test("are there while they are seen", () => {
    const layout = { columns: 4, cell: 92, height: 0 };
    expect(seenCells(layout, { top: -50, bottom: 150 }, 40)).toEqual({ first: 0, end: 8 });
    expect(seenCells(layout, { top: 250, bottom: 250 }, 40)).toEqual({ first: 8, end: 12 });
    expect(seenCells(layout, { top: 950, bottom: 1_200 }, 38)).toEqual({ first: 36, end: 38 });
    expect(seenCells(layout, { top: 5_000, bottom: 6_000 }, 38)).toEqual({ first: 38, end: 38 });
  });

  test.each([
    ["ArrowRight", 0, 1],
    ["ArrowRight", 9, null],
    ["ArrowLeft", 0, null],
    ["ArrowDown", 1, 5],
    ["ArrowDown", 7, 9],
    ["ArrowDown", 8, null],
    ["ArrowUp", 5, 1],
    ["ArrowUp", 1, null],
    ["Home", 7, 0],
    ["End", 0, 9],
    ["a", 3, null],
  ])("%s leads from %i to %s", (key, index, to) => {
    expect(stepTo(key, index, { columns: 4, count: 10 })).toBe(to);
  });
});
