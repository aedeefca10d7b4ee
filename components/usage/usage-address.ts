import type { MoneyKind } from "@/lib/money/schema/caps";
import type { UsageQuery } from "@/lib/usage/schema";
import { PERIODS, USAGE_GROUPS, type UsageGroupKind } from "@/lib/usage/schema/facts";

export type UsageAsked = UsageQuery & { by: UsageGroupKind };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day that a calendar has, between the first that could have been and the last that can be shown. */
const isDay = (text: string) =>
  DAY.test(text) &&
  text >= "2020-01-01" &&
  text < "2100-01-01" &&
  new Date(`${text}T00:00:00Z`).toString() !== "Invalid Date" &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** What an address says that nobody could choose is left out. */
export function readAsked(
  params: Pick<URLSearchParams, "get">,
  instead: { day: string; money: MoneyKind },
): UsageAsked {
  const said = (key: string) => params.get(key) ?? "";
  const money = said("money");
  return {
    period: PERIODS.find((each) => each === said("period")) ?? "month",
    day: isDay(said("day")) ? said("day") : instead.day,
    money: money === "real" || money === "sandbox" ? money : instead.money,
    by: USAGE_GROUPS.find((each) => each === said("by")) ?? "person",
  };
}
