import { expect, test } from "vitest";
import { likenessesOf, patienceOf } from "@/lib/generation/policy/timings";
import type { Timings } from "@/lib/generation/schema/timings";

const request = { model: "gemini-3-pro-image-preview-4k", resolution: "4K" as const };

const references = (enabled: number, disabled = 0) =>
  Array.from({ length: enabled + disabled }, (_, index) => ({
    referenceImageId: `reference-${index}`,
    name: "",
    role: null,
    isEnabled: index < enabled,
  }));

test.each([
  [0, { min: 0, max: 0 }],
  [1, { min: 1, max: 3 }],
  [3, { min: 1, max: 3 }],
  [4, { min: 4, max: 6 }],
  [6, { min: 4, max: 6 }],
  [7, { min: 7, max: 14 }],
  [14, { min: 7, max: 14 }],
])("a request with %i references is like those of its band, and then like any", (count, band) => {
  const asked = { ...request, references: references(count) };
  const like = { ...request, gatewaySource: "environment" };
  expect(likenessesOf(asked, "environment")).toEqual([
    { ...like, references: band },
    { ...like, references: null },
  ]);
});

test("a reference that is switched off is not sent and does not count", () => {
  const [first] = likenessesOf({ ...request, references: references(2, 5) }, "sandbox");
  expect(first?.references).toEqual({ min: 1, max: 3 });
});

const of = (count: number, secondsMedian: number): Timings => ({
  count,
  p50Ms: secondsMedian * 1_000,
  p90Ms: secondsMedian * 1_500,
  p95Ms: secondsMedian * 2_000,
});

test.each<[string, (Timings | null)[], ReturnType<typeof patienceOf>]>([
  [
    "its own band when that is known well",
    [of(20, 30), of(200, 20)],
    { typicalMs: 30_000, slowAfterMs: 45_000, lateAfterMs: 60_000 },
  ],
  [
    "all of its kind while its band is hardly known",
    [of(19, 30), of(200, 20)],
    { typicalMs: 20_000, slowAfterMs: 30_000, lateAfterMs: 40_000 },
  ],
  [
    "a handful, which gives an estimate and no alarm before two minutes",
    [of(2, 30), of(5, 20)],
    { typicalMs: 20_000, slowAfterMs: null, lateAfterMs: 120_000 },
  ],
  [
    "a slow handful, which makes it more patient",
    [null, of(6, 90)],
    { typicalMs: 90_000, slowAfterMs: null, lateAfterMs: 180_000 },
  ],
  [
    "too few to say anything",
    [null, of(4, 20)],
    { typicalMs: null, slowAfterMs: null, lateAfterMs: 120_000 },
  ],
  ["nothing", [null, null], { typicalMs: null, slowAfterMs: null, lateAfterMs: 120_000 }],
])("patience is measured by %s", (_name, timings, patience) => {
  expect(patienceOf(timings)).toEqual(patience);
});
