import "server-only";

import { priceOf } from "@/lib/generation/policy";
import type { Resolution } from "@/lib/generation/schema";
import { findRow } from "@/lib/generation/service/model-row";
import type { Ports } from "@/lib/ports/ports";
import type { MicroUsd } from "@/lib/shared/money";

/** What the team says of a row of its own; else what an admin entered, else the model's table. Null: it cannot be sent. */
export async function currentPrice(
  ports: Pick<Ports, "customModels" | "prices">,
  asked: { teamId: string; model: string; resolution: Resolution },
): Promise<MicroUsd | null> {
  const row = await findRow(ports, asked, "recorded");
  if (row?.own) return priceOf(row, asked.resolution);
  const entered = await ports.prices.current(asked.model, asked.resolution);
  return entered?.priceMicroUsd ?? (row && priceOf(row, asked.resolution));
}
