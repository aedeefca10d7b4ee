import { leftOf } from "@/lib/money/policy/caps";
import type { PricesView } from "@/lib/money/schema";
import type { CapsView, LeftView } from "@/lib/money/schema/caps";
import type { NamedCap } from "@/lib/ports/budgets";
import type { PriceRecord } from "@/lib/ports/price-repository";

export const presentPrices = (prices: readonly Omit<PriceRecord, "createdAt">[]): PricesView => ({
  prices: prices.map(({ model, resolution, priceMicroUsd, kind, source, readOn }) => ({
    model,
    resolution,
    priceMicroUsd,
    kind,
    source,
    readOn,
  })),
});

type Listed = Omit<CapsView, "caps" | "now"> & { now: Date; caps: readonly NamedCap[] };

/** Names every field that leaves the server. */
export const presentCaps = ({
  month,
  now,
  isSandbox,
  caps,
  maySet,
  raisers,
}: Listed): CapsView => ({
  ...{ month, now: now.toISOString(), isSandbox, maySet, raisers },
  caps: caps.map((cap) => ({
    ...{ scope: cap.scope, scopeId: cap.scopeId, name: cap.name },
    ...{ capMicroUsd: cap.capMicroUsd, warnPercent: cap.warnPercent },
    ...{ spentMicroUsd: cap.spentMicroUsd, reservedMicroUsd: cap.reservedMicroUsd },
  })),
});

/** Of a press: what has no cap holds nothing back. */
export const presentLeft = ({ caps, maySet, raisers }: Listed): LeftView => ({
  ...{ maySet, raisers },
  caps: caps.flatMap((cap) => {
    const { scope, name, capMicroUsd, warnPercent } = cap;
    const leftMicroUsd = leftOf(cap);
    return capMicroUsd === null || leftMicroUsd === null
      ? []
      : [{ scope, name, capMicroUsd, warnPercent, leftMicroUsd }];
  }),
});
