import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchLoop } from "@/lib/server/loop-lag";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a loop that was late for a whole window lags until a window was good", () => {
  let p99Ms = 5_100;
  const isLagging = watchLoop({ percentile: () => p99Ms * 1e6, reset: () => undefined });
  expect(isLagging()).toBe(false);
  vi.advanceTimersByTime(30_000);
  expect(isLagging()).toBe(true);
  p99Ms = 4_900;
  vi.advanceTimersByTime(30_000);
  expect(isLagging()).toBe(false);
});
