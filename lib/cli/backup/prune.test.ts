import { expect, test } from "vitest";
import { sampleOf } from "@/lib/cli/backup/check-objects";
import { namesToKeep } from "@/lib/cli/backup/prune";

const DAY_MS = 24 * 60 * 60_000;
/** A Friday. */
const now = Date.parse("2026-11-27T02:00:00Z");
const nightly = (count: number) =>
  Array.from({ length: count }, (_, day) => {
    const madeAt = new Date(now - day * DAY_MS);
    return { name: madeAt.toISOString().slice(0, 10), madeAt };
  });

test("the last of each of fourteen days and eight weeks stays", () => {
  const kept = namesToKeep(nightly(100), { daily: 14, weekly: 8 });
  const days = nightly(14).map(({ name }) => name);
  const sundays = ["2026-11-08", "2026-11-01", "2026-10-25", "2026-10-18", "2026-10-11"];
  expect([...kept].sort()).toEqual([...days, ...sundays].sort());
});

test("of one day the last one stays, and the newest of all whatever is asked for", () => {
  const both = [8, 20].map((hour) => ({
    name: `${hour}`,
    madeAt: new Date(now + hour * 3_600_000),
  }));
  expect(namesToKeep(both, { daily: 2, weekly: 0 })).toEqual(new Set(["20"]));
  expect(namesToKeep(both, { daily: 0, weekly: 0 })).toEqual(new Set(["20"]));
  expect(namesToKeep([], { daily: 1, weekly: 1 })).toEqual(new Set());
});

test.each([
  [10, 10],
  [50, 50],
  [4_000, 50],
  [10_000, 100],
])("of %i files %i are read, each once", (count, read) => {
  const all = Array.from({ length: count }, (_, index) => index);
  const sample = sampleOf(all, { random: Math.random });
  expect(sample.length).toBe(read);
  expect(new Set(sample).size).toBe(read);
});
