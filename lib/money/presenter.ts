import type { PricesView } from "@/lib/money/schema";
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
