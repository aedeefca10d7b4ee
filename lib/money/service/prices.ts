import "server-only";

import { BY_OPERATOR } from "@/lib/audit/policy";
import { findModel, MODELS } from "@/lib/generation/models";
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

type NewPrice = Omit<Price, "kind">;

/** A new dated entry, in the log of every team; what was reserved before keeps its price. */
export async function setPrice(
  { audit, clock, database, prices }: Pick<Ports, "audit" | "clock" | "database" | "prices">,
  price: NewPrice,
): Promise<void> {
  const { model, resolution, priceMicroUsd } = price;
  const entered = await prices.current(model, resolution);
  const listed = findModel(model)?.price.perImage[resolution];
  await database.transaction(async (tx) => {
    await prices.add(tx, { ...price, kind: "entered" });
    await audit.recordForAll(tx, {
      ...{ author: BY_OPERATOR, action: "price_set", at: clock.now() },
      object: { kind: "model", id: model, label: `${model} ${resolution}` },
      before: { priceMicroUsd: entered?.priceMicroUsd ?? listed ?? null },
      after: { priceMicroUsd },
    });
  });
}
