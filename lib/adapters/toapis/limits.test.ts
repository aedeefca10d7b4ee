import { expect, test } from "vitest";
import { readLimits } from "@/lib/adapters/toapis/limits";

const DATE = "Tue, 24 Nov 2026 10:00:00 GMT";

test("the limits of an account are read as documented", () => {
  expect(
    readLimits({
      "x-ratelimit-category": "async_submit",
      "x-ratelimit-limit": "300",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "1795514460",
      date: DATE,
    }),
  ).toEqual({
    category: "submit",
    limitPerMinute: 300,
    remaining: 0,
    resetAt: new Date("2026-11-24T10:01:00.000Z"),
  });
});

test.each([
  ["Unix seconds", "1795514460", "2026-11-24T10:01:00.000Z"],
  ["Unix milliseconds", "1795514460000", "2026-11-24T10:01:00.000Z"],
  ["seconds that are left", "60", "2026-11-24T10:01:00.000Z"],
  ["a word", "soon", undefined],
  ["a negative figure", "-5", undefined],
  ["a figure beyond time", "999999999999999999", undefined],
])("a reset in %s is understood, or is none", (...[, reset, iso]) => {
  expect(readLimits({ "x-ratelimit-reset": reset, date: DATE }).resetAt?.toISOString()).toBe(iso);
});

test.each([
  ["nothing", {}],
  ["words", { "x-ratelimit-limit": "many", "x-ratelimit-category": "async_other" }],
  ["a header that came twice", { "x-ratelimit-limit": ["300", "5"] }],
  ["seconds without a date", { "x-ratelimit-reset": "60" }],
])("%s says nothing", (_name, headers) => {
  expect(readLimits(headers)).toEqual({
    category: null,
    limitPerMinute: null,
    remaining: null,
    resetAt: null,
  });
});
