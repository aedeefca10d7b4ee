import "server-only";

import { modelRowOf } from "@/lib/custom-model/policy";
import { findModel, type ModelRow } from "@/lib/generation/models";
import type { Ports } from "@/lib/ports/ports";

/**
 * A row of the table, or one that the team has added. `recorded` also finds one that was removed since: what
 * was asked of it goes out as it was meant.
 */
export async function findRow(
  ports: Pick<Ports, "customModels">,
  { teamId, model }: { teamId: string; model: string },
  which: "offered" | "recorded",
): Promise<ModelRow | null> {
  const row = findModel(model);
  if (row) return row;
  const own = await ports.customModels.find(teamId, model);
  return own && (which === "recorded" || !own.isRemoved) ? modelRowOf(own) : null;
}
