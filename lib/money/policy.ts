import type { ChargeBasis } from "@/lib/money/schema";
import type { MicroUsd } from "@/lib/shared/money";

/** 1 USD = 200 credits (docs.toapis.com, balance, read 2026-08-20). */
export const MICRO_USD_PER_CREDIT = 5_000;
/** The gateway's balance is rate limited: no more than one reading a minute. */
export const BALANCE_INTERVAL_MS = 60_000;
/** Where nothing tells that it has something new to say. */
export const BALANCE_SLOW_INTERVAL_MS = 60 * 60_000;

export type Charged = {
  variantId: string;
  hasSucceeded: boolean;
  /** What it counts as now. */
  estimatedMicroUsd: MicroUsd;
};

export type Attribution = { variantId: string; microUsd: MicroUsd; basis: ChargeBasis | null };

/**
 * What each variant really cost, where the difference of two balances tells: nothing of ours was in
 * flight at either end, so all of the difference is theirs. Empty where it could be split in several ways.
 */
export function attribute(
  variants: readonly Charged[],
  differenceMicroUsd: MicroUsd,
): Attribution[] {
  const sumOf = (some: readonly Charged[]) =>
    some.reduce((sum, { estimatedMicroUsd }) => sum + estimatedMicroUsd, 0);
  const good = variants.filter(({ hasSucceeded }) => hasSucceeded);
  const measured = ({ variantId, estimatedMicroUsd }: Charged): Attribution => ({
    variantId,
    microUsd: estimatedMicroUsd,
    basis: "measured",
  });
  const free = ({ variantId }: Charged): Attribution => ({ variantId, microUsd: 0, basis: null });

  if (sumOf(variants) === differenceMicroUsd) return variants.map(measured);
  if (sumOf(good) === differenceMicroUsd)
    return variants.map((variant) => (variant.hasSucceeded ? measured(variant) : free(variant)));
  // A counter that has not moved for pictures that came is behind: of failures it would say the same.
  if (differenceMicroUsd === 0) return good.length > 0 ? [] : variants.map(free);
  const isAlike = new Set(good.map(({ estimatedMicroUsd }) => estimatedMicroUsd)).size === 1;
  if (good.length < variants.length || !isAlike) return [];
  const each = Math.floor(differenceMicroUsd / good.length);
  return good.map(({ variantId }, index) => ({
    variantId,
    microUsd: index === 0 ? differenceMicroUsd - each * (good.length - 1) : each,
    basis: "measured",
  }));
}
