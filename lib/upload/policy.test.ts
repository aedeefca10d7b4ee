import { expect, test } from "vitest";
import { canUpload, nearestRatio } from "@/lib/upload/policy";

test("whoever makes pictures may bring some", () => {
  expect((["owner", "admin", "designer", "reviewer"] as const).map(canUpload)).toEqual([
    ...[true, true, true, false],
  ]);
});

test.each([
  [{ width: 1000, height: 1000 }, "1:1"],
  [{ width: 4032, height: 3024 }, "4:3"],
  [{ width: 3024, height: 4032 }, "3:4"],
  [{ width: 1920, height: 1080 }, "16:9"],
  [{ width: 1100, height: 1000 }, "1:1"],
  [{ width: 9000, height: 300 }, "8:1"],
])("%j is found as %s", (pixels, ratio) => {
  expect(nearestRatio(pixels)).toBe(ratio);
});
