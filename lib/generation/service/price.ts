import "server-only";

import { findModel } from "@/lib/generation/models";
import { priceOf } from "@/lib/generation/policy";
import type { Resolution } from "@/lib/generation/schema";
import type { Ports } from "@/lib/ports/ports";
import type { MicroUsd } from "@/lib/shared/money";

/** What an admin entered, else the model's table. Null: it cannot be sent. */
export async function currentPrice(
  ports: Pick<Ports, "prices">,
  modelId: string,
  resolution: Resolution,
): Promise<MicroUsd | null> {
  const entered = await ports.prices.current(modelId, resolution);
  if (entered) return entered.priceMicroUsd;
  const model = findModel(modelId);
  return model ? priceOf(model, resolution) : null;
}
