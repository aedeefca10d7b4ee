import { useTranslations } from "next-intl";
import { COLOURS } from "@/lib/image/schema/facts";
import type { TokenKey } from "@/lib/library/policy/tokens";
import { HAS_FILTERS, MARK_FILTERS } from "@/lib/library/schema/facts";

const SIGNS: Readonly<Record<string, string>> = { ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< " };

/** Tokens as a person reads them. */
export function useTokenWords() {
  const t = useTranslations("library");
  const nameOf = (key: TokenKey): string => t(`token.${key}`);
  const markOf = (value: string) => {
    const mark = MARK_FILTERS.find((each) => each === value.toLowerCase());
    return mark && t(`mark.${mark}`);
  };
  /** Undefined: as it stands. */
  const WORDS: Partial<Record<TokenKey, (value: string) => string | undefined>> = {
    status: markOf,
    mark: markOf,
    rating: ratingOf,
    since: daysOf,
    until: daysOf,
    has(value) {
      const has = HAS_FILTERS.find((each) => each === value.toLowerCase());
      return has && t(`has.${has}`);
    },
    colour(value) {
      const colour = COLOURS.find((each) => each === value.toLowerCase());
      return colour && t(`colour.${colour}`);
    },
  };
  function ratingOf(value: string): string {
    const [, sign = "", stars = value] = /^(>=|<=|=|>|<)?(\d)$/.exec(value) ?? [];
    return sign === ">=" ? t("token.andUp", { stars }) : `${SIGNS[sign] ?? ""}${stars}`;
  }
  function daysOf(value: string): string | undefined {
    const [, count, unit] = /^(\d+)([dw])$/.exec(value) ?? [];
    return count && t("token.daysAgo", { count: Number(count) * (unit === "w" ? 7 : 1) });
  }
  const wordOf = (key: TokenKey, value: string): string => WORDS[key]?.(value) ?? value;
  return { nameOf, wordOf };
}
