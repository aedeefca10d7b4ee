import { UsageError } from "@/lib/cli/command";
import { formatMicroUsd, type MicroUsd, microUsdFromUsd } from "@/lib/shared/money";

export const usd = (amount: MicroUsd) => formatMicroUsd(amount, "en");

/** Dollars as an operator types them, up to a million with six decimals. @throws {UsageError} */
export function parseUsd(text: string | undefined): MicroUsd {
  if (!text || !/^\d{1,6}(\.\d{1,6})?$/.test(text))
    throw new UsageError(`"${text ?? ""}" is no amount in US dollars, such as 250 or 0.06.`);
  return microUsdFromUsd(Number(text));
}
