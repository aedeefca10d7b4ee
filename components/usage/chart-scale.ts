import { daysOf } from "@/lib/usage/policy";
import type { UsageView } from "@/lib/usage/schema";

export type ChartDay = {
  day: string;
  keptMicroUsd: number;
  /** Spent for what nobody has kept, or not yet. */
  exploredMicroUsd: number;
  heldMicroUsd: number;
  /** Still to come; of today what is missing. */
  expectedMicroUsd: number;
};

const heightOf = (day: ChartDay) =>
  day.keptMicroUsd + day.exploredMicroUsd + day.heldMicroUsd + day.expectedMicroUsd;

/** Every day of the period, also those on which nothing happened. */
export function chartDays({ from, until, days, forecast }: UsageView): ChartDay[] {
  const spent = new Map(days.map((row) => [row.day, row]));
  const expected = new Map(forecast?.days.map(({ day, microUsd }) => [day, microUsd]));
  const to = new Date(new Date(`${until}T00:00:00Z`).getTime() + 24 * 60 * 60_000);
  return daysOf({ from: new Date(`${from}T00:00:00Z`), to }).map((day) => {
    const row = spent.get(day);
    return {
      day,
      keptMicroUsd: row?.keptMicroUsd ?? 0,
      exploredMicroUsd: (row?.spentMicroUsd ?? 0) - (row?.keptMicroUsd ?? 0),
      heldMicroUsd: row?.reservedMicroUsd ?? 0,
      expectedMicroUsd: expected.get(day) ?? 0,
    };
  });
}

/** 1, 2 or 5 and noughts, in micro-USD: the least such figure that no day is above. */
export function topOf(days: readonly ChartDay[]): number {
  const most = Math.max(10_000, ...days.map(heightOf));
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= most) ?? most;
}

/** The day with the highest spend; null where nothing was spent. */
export function dearest(days: readonly ChartDay[]): { day: string; microUsd: number } | null {
  return days.reduce<{ day: string; microUsd: number } | null>((most, each) => {
    const microUsd = each.keptMicroUsd + each.exploredMicroUsd;
    return microUsd > (most?.microUsd ?? 0) ? { day: each.day, microUsd } : most;
  }, null);
}
