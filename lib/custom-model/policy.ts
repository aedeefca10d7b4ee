import type { ModelFacts } from "@/lib/custom-model/schema";
import type { ModelRow } from "@/lib/generation/models";
import type { Role } from "@/lib/shared/actor";

/** A price stands in every row: whoever may risk money may say what there is to choose from. */
export const canEditModels = (role: Role) => role === "owner" || role === "admin";

type CustomModel = {
  id: string;
  modelId: string;
  facts: ModelFacts;
  changedBy: string;
  changedAt: Date;
};

/** As a row of the capability table. */
export function modelRowOf({ id, modelId, facts, changedBy, changedAt }: CustomModel): ModelRow {
  const { priceMicroUsd, note, ...row } = facts;
  return {
    ...row,
    id: modelId,
    shortLabel: row.label,
    price: {
      perImage: Object.fromEntries(row.resolutions.map((each) => [each, priceMicroUsd])),
      kind: "entered",
      source: changedBy,
      readOn: changedAt.toISOString().slice(0, 10),
    },
    source: changedBy,
    own: { rowId: id, note },
  };
}
