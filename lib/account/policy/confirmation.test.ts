import { expect, test } from "vitest";
import { CONFIRMED_FOR_MS, isConfirmed } from "@/lib/account/policy/confirmation";

const now = new Date("2026-11-28T04:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);

test.each([
  [null, false],
  [ago(0), true],
  [ago(CONFIRMED_FOR_MS - 1), true],
  [ago(CONFIRMED_FOR_MS), false],
  [ago(24 * 60 * 60_000), false],
])("what was shown at %s counts: %s", (at, expected) => {
  expect(isConfirmed(at, now)).toBe(expected);
});
