import { useLocale, useTranslations } from "next-intl";
import { dateFormat } from "@/components/generation/formats";
import { formatMicroUsd } from "@/lib/shared/money";
import { spanOf } from "@/lib/usage/policy";
import type { UsageQuery } from "@/lib/usage/schema";

/** To whole cents: a total is no price. */
export function useUsd() {
  const locale = useLocale();
  return (microUsd: number) => formatMicroUsd(Math.round(microUsd / 10_000) * 10_000, locale);
}

export function useCount() {
  const locale = useLocale();
  const format = new Intl.NumberFormat(locale);
  return (count: number) => format.format(count);
}

/** `27 s`, `3 min 12 s`; a dash where there is none. */
export function useWait() {
  const t = useTranslations("usage");
  return (ms: number | null): string => {
    if (ms === null) return "–";
    const total = Math.max(1, Math.round(ms / 1_000));
    if (total < 120) return t("seconds", { count: total });
    return t("minutes", { minutes: Math.floor(total / 60), seconds: total % 60 });
  };
}

const SHORT = { day: "numeric", month: "short", timeZone: "UTC" } as const;
const LONG = { day: "numeric", month: "long", timeZone: "UTC" } as const;
const MONTH = { month: "long", year: "numeric", timeZone: "UTC" } as const;

/** `22 Nov` in the order of the language. */
export const formatDay = (day: string, locale: string) =>
  dateFormat(locale, SHORT).format(new Date(day));

/** `22 November`, in the form that a sentence takes. */
export const formatLongDay = (day: string, locale: string) =>
  dateFormat(locale, LONG).format(new Date(day));

export const formatMonth = (day: string, locale: string) => {
  const text = dateFormat(locale, MONTH).format(new Date(day));
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** What a period is called. */
export function usePeriodName() {
  const t = useTranslations("usage.period");
  const locale = useLocale();
  return ({ period, day }: Pick<UsageQuery, "period" | "day">): string => {
    const { from, to } = spanOf({ period, day });
    const first = from.toISOString();
    if (period === "month") return formatMonth(first, locale);
    if (period === "quarter") {
      const quarter = String(from.getUTCMonth() / 3 + 1);
      return t("quarterOf", { quarter, year: String(from.getUTCFullYear()) });
    }
    const last = new Date(to.getTime() - 1).toISOString();
    return t("weekOf", { from: formatDay(first, locale), until: formatDay(last, locale) });
  };
}

/** Names, as those of whom one can ask. */
export function useNames() {
  const locale = useLocale();
  return (names: readonly string[]) =>
    new Intl.ListFormat(locale, { type: "disjunction" }).format(names);
}
