import { useTranslations } from "next-intl";
import type { TokenKey } from "@/lib/library/policy/tokens";
import { HAS_FILTERS, MARK_FILTERS } from "@/lib/library/schema/facts";

const SIGNS: Readonly<Record<string, string>> = { ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< " };

/** Tokens as a person reads them. */
export function useTokenWords() {
  const t = useTranslations("library");
  const nameOf = (key: TokenKey): string => t(`token.${key}`);
  function wordOf(key: TokenKey, value: string): string {
    const mark = MARK_FILTERS.find((each) => each === value.toLowerCase());
    if ((key === "status" || key === "mark") && mark) return t(`mark.${mark}`);
    const has = HAS_FILTERS.find((each) => each === value.toLowerCase());
    if (key === "has" && has) return t(`has.${has}`);
    if (key === "rating") return ratingOf(value);
    const [, count, unit] = /^(\d+)([dw])$/.exec(value) ?? [];
    return count ? t("token.daysAgo", { count: Number(count) * (unit === "w" ? 7 : 1) }) : value;
  }
  function ratingOf(value: string): string {
    const [, sign = "", stars = value] = /^(>=|<=|=|>|<)?(\d)$/.exec(value) ?? [];
    return sign === ">=" ? t("token.andUp", { stars }) : `${SIGNS[sign] ?? ""}${stars}`;
  }
  return { nameOf, wordOf };
}
