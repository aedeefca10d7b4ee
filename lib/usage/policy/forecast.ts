import { dayOf, daysOf, type Span, spanOf } from "@/lib/usage/policy";
import type { Forecast } from "@/lib/usage/schema";

/** Days before today that a forecast looks at: four of each weekday. */
const HISTORY_DAYS = 28;
/** With fewer days since the first press nothing is told. */
const HISTORY_DAYS_MIN = 7;
/** A weekday that was seen less often than this has the mean of all days. */
const SAMPLES_MIN = 2;
const DAY_MS = 24 * 60 * 60_000;

const startOf = (day: string) => new Date(`${day}T00:00:00Z`);
const weekdayOf = (day: string) => startOf(day).getUTCDay();
const sumOf = (figures: readonly number[]) => figures.reduce((sum, each) => sum + each, 0);
const meanOf = (figures: readonly number[]) => sumOf(figures) / Math.max(1, figures.length);

/** What has to be read: the month until now, and the history before today. */
export function spanOfForecast(now: Date): Span {
  const { from: month } = spanOf({ period: "month", day: dayOf(now) });
  const today = startOf(dayOf(now));
  const history = new Date(today.getTime() - HISTORY_DAYS * DAY_MS);
  return {
    from: history < month ? history : month,
    to: new Date(today.getTime() + DAY_MS),
  };
}

/**
 * To the end of the month that `now` is in, from what each weekday has cost in the last four weeks. The range is one
 * standard deviation of a day from the mean of its weekday, over the days that are left. `microUsd` of a day is what
 * is spent and what is held for it.
 */
export function forecastOf(
  spending: readonly { day: string; microUsd: number }[],
  now: Date,
): Forecast | null {
  const known = new Map(spending.map(({ day, microUsd }) => [day, microUsd]));
  const today = dayOf(now);
  const history = historyOf(known, today);
  if (history.length < HISTORY_DAYS_MIN) return null;

  const expected = expectationOf(history);
  const { from, to } = spanOf({ period: "month", day: today });
  const done = sumOf(daysOf({ from, to: startOf(today) }).map((day) => known.get(day) ?? 0));
  const spentToday = known.get(today) ?? 0;
  const days = daysOf({ from: startOf(today), to }).map((day) => {
    const microUsd = Math.round(expected.of(day));
    return { day, microUsd: day === today ? Math.max(0, microUsd - spentToday) : microUsd };
  });
  const base = done + spentToday;
  const middle = base + sumOf(days.map(({ microUsd }) => microUsd));
  const range = expected.deviation * Math.sqrt(days.length);
  return {
    lowMicroUsd: Math.max(base, Math.round(middle - range)),
    highMicroUsd: Math.round(middle + range),
    historyDays: history.length,
    days,
  };
}

type Day = { day: string; microUsd: number };

/** From the first day on which something was spent: before that nobody worked here. */
function historyOf(known: ReadonlyMap<string, number>, today: string): Day[] {
  const to = startOf(today);
  const days = daysOf({ from: new Date(to.getTime() - HISTORY_DAYS * DAY_MS), to });
  const first = days.findIndex((day) => (known.get(day) ?? 0) > 0);
  const since = first === -1 ? [] : days.slice(first);
  return since.map((day) => ({ day, microUsd: known.get(day) ?? 0 }));
}

function expectationOf(history: readonly Day[]) {
  const ofAll = meanOf(history.map(({ microUsd }) => microUsd));
  const means = Array.from({ length: 7 }, (_, weekday) => {
    const seen = history.filter(({ day }) => weekdayOf(day) === weekday);
    return seen.length < SAMPLES_MIN ? ofAll : meanOf(seen.map(({ microUsd }) => microUsd));
  });
  const of = (day: string) => means[weekdayOf(day)] ?? ofAll;
  const squares = history.map(({ day, microUsd }) => (microUsd - of(day)) ** 2);
  return { of, deviation: Math.sqrt(meanOf(squares)) };
}
