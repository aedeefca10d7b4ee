/** Money is whole micro-USD everywhere; 1 USD = 1,000,000. */
export type MicroUsd = number;

export const microUsdFromUsd = (usd: number): MicroUsd => Math.round(usd * 1_000_000);

/** `$0.24`, `$0,24` in Russian; three digits after the point only when the third is not zero. */
export function formatMicroUsd(amount: MicroUsd, locale: string): string {
  const digits = amount % 10_000 === 0 ? 2 : 3;
  const figure = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 1_000_000);
  return `$${figure}`;
}
