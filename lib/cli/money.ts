import { UsageError } from "@/lib/cli/command";
import { type MicroUsd, microUsdFromUsd } from "@/lib/shared/money";

const FORMAT = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  maximumFractionDigits: 6,
});

/** Exact to the micro-USD: `$0.06`, `$0.0045`. */
export const usd = (amount: MicroUsd) => FORMAT.format(amount / 1_000_000);

/** Dollars as an operator types them, up to a million with six decimals. @throws {UsageError} */
export function parseUsd(text: string | undefined): MicroUsd {
  if (!text || !/^\d{1,6}(\.\d{1,6})?$/.test(text))
    throw new UsageError(`"${text ?? ""}" is no amount in US dollars, such as 250 or 0.06.`);
  return microUsdFromUsd(Number(text));
}
