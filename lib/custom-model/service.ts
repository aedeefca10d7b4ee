import "server-only";

import { canEditModels, modelRowOf } from "@/lib/custom-model/policy";
import type { AddModel, ChangeModel } from "@/lib/custom-model/schema";
import { findModel, MODELS, type ModelRows } from "@/lib/generation/models";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type ModelPorts = Pick<Ports, "clock" | "customModels">;
/** Every write answers with what can be chosen now. */
type Changed<Code extends string> = Promise<Result<ModelRows, { code: Code }>>;

/** What a person of the team can choose: the table, then what the team has added. */
export const listModels = async (
  ports: Pick<Ports, "customModels">,
  { teamId }: Actor,
): Promise<ModelRows> => [...MODELS, ...(await ports.customModels.list(teamId)).map(modelRowOf)];

const saidBy = ({ clock }: ModelPorts, { userId }: Actor) => ({
  changedById: userId,
  changedAt: clock.now(),
});

export async function addModel(
  ports: ModelPorts,
  actor: Actor,
  { modelId, facts }: AddModel,
): Changed<"not_allowed" | "id_taken"> {
  if (!canEditModels(actor.role)) return err({ code: "not_allowed" });
  const row = { id: ports.clock.newId(), modelId, facts, ...saidBy(ports, actor) };
  const isTaken = findModel(modelId) !== null || !(await ports.customModels.add(actor.teamId, row));
  return isTaken ? err({ code: "id_taken" }) : ok(await listModels(ports, actor));
}

export async function changeModel(
  ports: ModelPorts,
  actor: Actor,
  { rowId, facts }: ChangeModel,
): Changed<"not_allowed" | "not_found"> {
  if (!canEditModels(actor.role)) return err({ code: "not_allowed" });
  const said = { facts, ...saidBy(ports, actor) };
  const isChanged = await ports.customModels.change(actor.teamId, rowId, said);
  return isChanged ? ok(await listModels(ports, actor)) : err({ code: "not_found" });
}

/** What was made with it keeps its id; what is under way still goes out. */
export async function removeModel(
  ports: ModelPorts,
  actor: Actor,
  rowId: string,
): Changed<"not_allowed" | "not_found"> {
  if (!canEditModels(actor.role)) return err({ code: "not_allowed" });
  const isRemoved = await ports.customModels.remove(actor.teamId, rowId);
  return isRemoved ? ok(await listModels(ports, actor)) : err({ code: "not_found" });
}
