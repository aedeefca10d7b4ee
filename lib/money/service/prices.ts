import "server-only";

import { MODELS } from "@/lib/generation/models";
import type { Resolution } from "@/lib/generation/schema";
import type { Ports } from "@/lib/ports/ports";
import type { PriceRecord } from "@/lib/ports/price-repository";

export type Price = Omit<PriceRecord, "createdAt">;

/** What counts now: what was entered, else what the table of models says. */
export async function listPrices(ports: Pick<Ports, "prices">): Promise<Price[]> {
  const entered = new Map(
    (await ports.prices.list()).map((price) => [`${price.model} ${price.resolution}`, price]),
  );
  return MODELS.flatMap(({ id, resolutions, price }) =>
    resolutions.flatMap((resolution): Price[] => {
      const own = entered.get(`${id} ${resolution}`);
      if (own) return [own];
      const priceMicroUsd = price.perImage[resolution];
      const { kind, source, readOn } = price;
      return priceMicroUsd === undefined
        ? []
        : [{ model: id, resolution, priceMicroUsd, kind, source, readOn }];
    }),
  );
}

/** A new dated entry; what was reserved before keeps its price. */
export const setPrice = (
  ports: Pick<Ports, "prices">,
  price: {
    model: string;
    resolution: Resolution;
    priceMicroUsd: number;
    source: string;
    readOn: string;
  },
): Promise<void> => ports.prices.add({ ...price, kind: "entered" });
