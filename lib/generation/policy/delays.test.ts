import { expect, test } from "vitest";
import { createDelayMs, lookupDelayMs, pollDelayMs, saveDelayMs } from "@/lib/generation/policy";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const MIDDLE = 0.5;

test.each([
  [0, 0, 5 * SECOND_MS],
  [0, 1, 10 * SECOND_MS],
  [15 * MINUTE_MS - 1, MIDDLE, 7.5 * SECOND_MS],
  [15 * MINUTE_MS, MIDDLE, MINUTE_MS],
  [HOUR_MS, MIDDLE, 4 * MINUTE_MS],
  [2.5 * HOUR_MS, MIDDLE, 10 * MINUTE_MS],
  [24 * HOUR_MS, MIDDLE, 10 * MINUTE_MS],
])("a task of %i ms is looked at again (chance %f) after %i ms", (ageMs, chance, delayMs) => {
  expect(pollDelayMs(ageMs, chance)).toBe(delayMs);
});

test("what was not sent is tried after 1, 2 and 4 s, then from 30 s up to 10 min", () => {
  const ladder = Array.from({ length: 10 }, (_, tries) => createDelayMs(tries, MIDDLE) / SECOND_MS);
  expect(ladder).toEqual([1, 2, 4, 30, 60, 120, 240, 480, 600, 600]);
});

test("half as long again or half as short, so that nobody comes back in step", () => {
  expect(createDelayMs(2, 0)).toBe(2 * SECOND_MS);
  expect(createDelayMs(2, 1)).toBe(6 * SECOND_MS);
});

test("what may exist is looked for after 10 and 30 s, 2, 5, 15 and 60 min, then daily", () => {
  const ladder = Array.from({ length: 8 }, (_, looks) => lookupDelayMs(looks) / SECOND_MS);
  expect(ladder).toEqual([10, 30, 120, 300, 900, 3_600, 86_400, 86_400]);
});

test.each([
  [0, 2 * SECOND_MS],
  [8 * SECOND_MS, 2 * SECOND_MS],
  [MINUTE_MS, 15 * SECOND_MS],
  [20 * MINUTE_MS, 5 * MINUTE_MS],
  [24 * HOUR_MS, 5 * MINUTE_MS],
])("a picture that could not be saved for %i ms is tried again after %i ms", (wrongMs, delayMs) => {
  expect(saveDelayMs(wrongMs)).toBe(delayMs);
});
