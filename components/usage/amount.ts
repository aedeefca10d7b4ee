import { CAP_MICRO_USD_MAX } from "@/lib/money/schema/facts";
import { microUsdFromUsd } from "@/lib/shared/money";

/** Up to four digits after the point or the comma, thousands with a blank between them. */
const AMOUNT = /^\d+(?:[.,]\d{1,4})?$/;

/** A null amount: nothing was entered, so there is no limit. Undefined: nobody can read it. */
export function readAmount(text: string): number | null | undefined {
  const bare = text.trim().replace(/^\$/, "").replace(/\s/g, "");
  if (bare === "") return null;
  if (!AMOUNT.test(bare)) return undefined;
  const microUsd = microUsdFromUsd(Number(bare.replace(",", ".")));
  return microUsd <= CAP_MICRO_USD_MAX ? microUsd : undefined;
}

/** As somebody would have typed it: `12.5`, `12,5` in Russian. */
export function writeAmount(microUsd: number | null, locale: string): string {
  if (microUsd === null) return "";
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 4 }).format(
    microUsd / 1_000_000,
  );
}

/** A whole number from 1 to 100; undefined for anything else. */
export function readPercent(text: string): number | undefined {
  const bare = text.trim().replace(/\s*%$/, "");
  const percent = /^\d{1,3}$/.test(bare) ? Number(bare) : 0;
  return percent >= 1 && percent <= 100 ? percent : undefined;
}
