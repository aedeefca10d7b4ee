import { expect, test, vi } from "vitest";
import { createDatabaseClock } from "@/lib/adapters/clock/database-clock";

test("M06: the clock follows the database's and not the machine's, whichever way that jumps", async () => {
  const database = new Date("2026-03-01T09:00:00Z");
  const { clock, sync } = createDatabaseClock(async () => database);
  await sync();
  const before = clock.now().getTime();
  expect(Math.abs(before - database.getTime())).toBeLessThan(10_000);
  vi.useFakeTimers({ now: Date.now() + 24 * 60 * 60_000, toFake: ["Date"] });
  try {
    expect(clock.now().getTime() - before).toBeLessThan(10_000);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(before);
  } finally {
    vi.useRealTimers();
  }
});
