import { expect, test } from "vitest";
import { readLimits } from "@/lib/adapters/toapis/limits";

test("the limits of an account are read as documented", () => {
  expect(
    readLimits({
      "x-ratelimit-category": "async_submit",
      "x-ratelimit-limit": "300",
    }),
  ).toEqual({
    category: "submit",
    limitPerMinute: 300,
  });
});

test.each([
  ["nothing", {}],
  ["words", { "x-ratelimit-limit": "many", "x-ratelimit-category": "async_other" }],
  ["a header that came twice", { "x-ratelimit-limit": ["300", "5"] }],
])("%s says nothing", (_name, headers) => {
  expect(readLimits(headers)).toEqual({
    category: null,
    limitPerMinute: null,
  });
});
