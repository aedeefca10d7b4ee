import { describe, expect, test } from "vitest";
import { readAmount, readPercent, writeAmount } from "@/components/usage/amount";
import { chartDays, dearest, topOf } from "@/components/usage/chart-scale";
import { readAsked } from "@/components/usage/usage-address";
import type { UsageView } from "@/lib/usage/schema";

describe("A limit as it is typed", () => {
  test.each([
    ["", null],
    ["  ", null],
    ["0", 0],
    ["250", 250_000_000],
    ["12.5", 12_500_000],
    ["12,50", 12_500_000],
    ["$12.50", 12_500_000],
    ["1 000", 1_000_000_000],
    ["1\u202f000", 1_000_000_000],
    ["1000000", 1_000_000_000_000],
    ["1000001", undefined],
    ["-5", undefined],
    ["1e6", undefined],
    ["12.50.1", undefined],
    ["twelve", undefined],
    ["=1+1", undefined],
  ])("%j", (text, microUsd) => {
    expect(readAmount(text)).toBe(microUsd);
  });

  test.each([null, 0, 12_500_000, 1_234_567_800])("%s is read as it is written", (microUsd) => {
    for (const locale of ["en", "ru"])
      expect(readAmount(writeAmount(microUsd, locale))).toBe(microUsd);
  });

  test.each([
    ["80", 80],
    ["80 %", 80],
    ["100", 100],
    ["0", undefined],
    ["101", undefined],
    ["8.5", undefined],
    ["", undefined],
  ])("%j percent", (text, percent) => {
    expect(readPercent(text)).toBe(percent);
  });
});

const NOTHING = {
  ...{ generationCount: 0, variantCount: 0, pictureCount: 0, keptCount: 0, failedCount: 0 },
  ...{ spentMicroUsd: 0, keptMicroUsd: 0, measuredMicroUsd: 0, reservedMicroUsd: 0 },
  ...{ waitMs: null, slowWaitMs: null },
};

const VIEW: UsageView = {
  ...{ reach: "team", now: "2026-03-03T12:00:00.000Z", from: "2026-03-01", until: "2026-03-05" },
  ...{ total: NOTHING, before: NOTHING, failures: [] },
  days: [{ ...NOTHING, day: "2026-03-02", spentMicroUsd: 900_000, keptMicroUsd: 300_000 }],
  forecast: {
    ...{ lowMicroUsd: 0, highMicroUsd: 0, historyDays: 28 },
    days: [{ day: "2026-03-04", microUsd: 400_000 }],
  },
};

describe("The chart", () => {
  test("has every day of its time, with what is kept, explored and still to come", () => {
    const days = chartDays(VIEW);
    expect(days.map(({ day }) => day)).toEqual([
      ...["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"],
    ]);
    expect(days[1]).toMatchObject({ keptMicroUsd: 300_000, exploredMicroUsd: 600_000 });
    expect(days[3]).toMatchObject({ exploredMicroUsd: 0, expectedMicroUsd: 400_000 });
    expect(dearest(days)).toEqual({ day: "2026-03-02", microUsd: 900_000 });
    expect(dearest(chartDays({ ...VIEW, days: [] }))).toBeNull();
  });

  test.each([
    [0, 10_000],
    [900_000, 1_000_000],
    [1_000_000, 1_000_000],
    [1_100_000, 2_000_000],
    [39_000_000, 50_000_000],
    [51_000_000, 100_000_000],
  ])("of at most %i ends at %i", (microUsd, top) => {
    const [day] = chartDays(VIEW);
    if (!day) throw new Error("No day");
    expect(topOf([{ ...day, exploredMicroUsd: microUsd }])).toBe(top);
  });
});

test("An address says what is looked at, and what nobody could choose is left out", () => {
  const instead = { day: "2026-11-27", money: "real" } as const;
  const read = (address: string) => readAsked(new URLSearchParams(address), instead);
  expect(read("period=week&day=2026-02-03&money=sandbox&by=model")).toEqual({
    ...{ period: "week", day: "2026-02-03", money: "sandbox", by: "model" },
  });
  const usual = { period: "month", day: "2026-11-27", money: "real", by: "person" };
  expect(read("")).toEqual(usual);
  expect(read("period=year&day=2026-02-30&money=gold&by=cost")).toEqual(usual);
  expect(read("day=1999-01-01")).toEqual(usual);
});
