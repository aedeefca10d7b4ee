import { describe, expect, test } from "vitest";
import { costPerKept, daysOf, neighbourOf, reachOf, spanBefore, spanOf } from "@/lib/usage/policy";
import { forecastOf, spanOfForecast } from "@/lib/usage/policy/forecast";

const text = ({ from, to }: { from: Date; to: Date }) =>
  [from, to].map((at) => at.toISOString().slice(0, 10)).join(" ");

describe("A period", () => {
  test.each([
    ["week", "2026-11-27", "2026-11-23 2026-11-30"],
    ["week", "2026-11-23", "2026-11-23 2026-11-30"],
    ["week", "2026-11-29", "2026-11-23 2026-11-30"],
    ["month", "2026-11-27", "2026-11-01 2026-12-01"],
    ["month", "2026-12-31", "2026-12-01 2027-01-01"],
    ["quarter", "2026-11-27", "2026-10-01 2027-01-01"],
    ["quarter", "2026-03-31", "2026-01-01 2026-04-01"],
  ] as const)("%s of %s", (period, day, span) => {
    expect(text(spanOf({ period, day }))).toBe(span);
  });

  test.each([
    [{ period: "month", day: "2026-01-15" }, -1, "2025-12-01 2026-01-01"],
    [{ period: "month", day: "2026-03-31" }, -1, "2026-02-01 2026-03-01"],
    [{ period: "week", day: "2026-11-27" }, 1, "2026-11-30 2026-12-07"],
    [{ period: "quarter", day: "2026-11-27" }, -1, "2026-07-01 2026-10-01"],
  ] as const)("%j has a neighbour %i away", (query, step, span) => {
    const day = neighbourOf(query, step);
    expect(text(spanOf({ ...query, day }))).toBe(span);
  });

  test("that is not over is compared with as much of the one before", () => {
    const query = { period: "month", day: "2026-03-15" } as const;
    const now = new Date("2026-03-11T00:00:00Z");
    expect(text(spanBefore(query, now))).toBe("2026-02-01 2026-02-11");
    // February has fewer days than have gone.
    expect(text(spanBefore(query, new Date("2026-03-31T00:00:00Z")))).toBe("2026-02-01 2026-03-01");
    expect(text(spanBefore(query, new Date("2026-06-01T00:00:00Z")))).toBe("2026-02-01 2026-03-01");
  });

  test("has each of its days once", () => {
    const days = daysOf(spanOf({ period: "quarter", day: "2026-03-29" }));
    expect(days).toHaveLength(90);
    expect(new Set(days).size).toBe(90);
    expect([days[0], days.at(-1)]).toEqual(["2026-01-01", "2026-03-31"]);
  });
});

test.each([
  ["owner", "team"],
  ["admin", "team"],
  ["designer", "own"],
  ["reviewer", null],
] as const)("The %s sees the figures of: %s", (role, reach) => {
  expect(reachOf(role)).toBe(reach);
});

test("Nothing kept has no cost", () => {
  expect(costPerKept({ spentMicroUsd: 100, keptCount: 0 })).toBeNull();
  expect(costPerKept({ spentMicroUsd: 100, keptCount: 3 })).toBe(33);
});

describe("A forecast", () => {
  const DAY_MS = 24 * 60 * 60_000;
  const now = new Date("2026-11-23T12:00:00Z");
  const daysBefore = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      new Date(Date.UTC(2026, 10, 23) - (index + 1) * DAY_MS).toISOString().slice(0, 10),
    );
  const isWeekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay());

  test("reads four weeks and the month", () => {
    expect(text(spanOfForecast(now))).toBe("2026-10-26 2026-11-24");
    expect(text(spanOfForecast(new Date("2026-11-30T00:00:00Z")))).toBe("2026-11-01 2026-12-01");
  });

  test("of even days is exact: what is spent, and as much for each day that is left", () => {
    const spending = daysBefore(28).map((day) => ({ day, microUsd: 1_000_000 }));
    const forecast = forecastOf(spending, now);
    expect(forecast).toMatchObject({ lowMicroUsd: 30_000_000, highMicroUsd: 30_000_000 });
    expect(forecast?.days).toHaveLength(8);
    const half = forecastOf([...spending, { day: "2026-11-23", microUsd: 400_000 }], now);
    expect(half?.days[0]).toEqual({ day: "2026-11-23", microUsd: 600_000 });
    expect(half).toMatchObject({ lowMicroUsd: 30_000_000, highMicroUsd: 30_000_000 });
    // More than is usual is not taken back.
    const dear = forecastOf([...spending, { day: "2026-11-23", microUsd: 5_000_000 }], now);
    expect(dear).toMatchObject({ lowMicroUsd: 34_000_000 });
  });

  test("knows what a weekend is", () => {
    const spending = daysBefore(28).map((day) => ({
      day,
      microUsd: isWeekend(day) ? 0 : 1_000_000,
    }));
    const days = forecastOf(spending, now)?.days ?? [];
    for (const { day, microUsd } of days)
      expect(microUsd, day).toBe(isWeekend(day) ? 0 : 1_000_000);
  });

  test("of uneven days is a range around the mean, never below what is spent", () => {
    const spending = daysBefore(28).map((day, index) => ({
      day,
      microUsd: index % 14 >= 7 ? 2_000_000 : 0,
    }));
    const forecast = forecastOf(spending, now);
    if (!forecast) throw new Error("No forecast");
    const { lowMicroUsd, highMicroUsd } = forecast;
    expect(highMicroUsd - lowMicroUsd).toBeGreaterThan(4_000_000);
    const spent = spending
      .filter(({ day }) => day >= "2026-11-01")
      .reduce((sum, { microUsd }) => sum + microUsd, 0);
    expect(lowMicroUsd).toBeGreaterThanOrEqual(spent);
    expect((lowMicroUsd + highMicroUsd) / 2).toBeCloseTo(spent + 8_000_000, -2);
  });

  test("is not made from less than a week", () => {
    const some = (count: number) => daysBefore(count).map((day) => ({ day, microUsd: 1_000_000 }));
    expect(forecastOf([], now)).toBeNull();
    expect(forecastOf(some(6), now)).toBeNull();
    expect(forecastOf(some(7), now)?.historyDays).toBe(7);
  });
});
