import type { ModelRow } from "@/lib/generation/models";
import { priceOf as listPriceOf } from "@/lib/generation/policy";
import type { Resolution } from "@/lib/generation/schema";
import type { PricesView } from "@/lib/money/schema";

type Price = PricesView["prices"][number];
/** Null until the studio has told what counts now: then the model table has to do. */
export type Prices = readonly Price[] | null;

/** Of one picture; null when there is none, and nothing can be sent. A row of the team has its own. */
export function priceOf(
  prices: Prices,
  model: ModelRow,
  resolution: Resolution,
): Pick<Price, "priceMicroUsd" | "kind" | "source" | "readOn"> | null {
  if (prices && !model.own)
    return prices.find((each) => each.model === model.id && each.resolution === resolution) ?? null;
  const priceMicroUsd = listPriceOf(model, resolution);
  return priceMicroUsd === null ? null : { ...model.price, priceMicroUsd };
}
