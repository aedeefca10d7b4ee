import "server-only";

import { byActor } from "@/lib/audit/policy";
import { canEditModels, modelRowOf } from "@/lib/custom-model/policy";
import type { AddModel, ChangeModel, ModelFacts } from "@/lib/custom-model/schema";
import { findModel, MODELS, type ModelRows } from "@/lib/generation/models";
import type { AuditEntry } from "@/lib/ports/audit-log";
import { ConflictError, type Transaction } from "@/lib/ports/database";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type ModelPorts = Pick<Ports, "audit" | "clock" | "customModels" | "database">;
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

type Noted = Pick<AuditEntry, "action" | "before" | "after"> & {
  tx: Transaction;
  id: string;
  modelId: string;
};

const note = (
  { audit, clock }: ModelPorts,
  actor: Actor,
  { tx, id, modelId, ...entry }: Noted,
): Promise<void> =>
  audit.record(tx, {
    ...{ ...byActor(actor), ...entry, at: clock.now() },
    object: { kind: "model", id, label: modelId },
  });

/** What counts of a row: how it is called and what it costs. */
const inShort = ({ label, priceMicroUsd }: ModelFacts) => ({ label, priceMicroUsd });

export async function addModel(
  ports: ModelPorts,
  actor: Actor,
  { modelId, facts }: AddModel,
): Changed<"not_allowed" | "id_taken"> {
  if (!canEditModels(actor.role)) return err({ code: "not_allowed" });
  if (findModel(modelId) !== null) return err({ code: "id_taken" });
  const row = { id: ports.clock.newId(), modelId, facts, ...saidBy(ports, actor) };
  try {
    await ports.database.transaction(async (tx) => {
      await ports.customModels.add(tx, actor.teamId, row);
      const { id } = row;
      await note(ports, actor, { tx, id, modelId, action: "model_added", after: inShort(facts) });
    });
  } catch (cause) {
    if (cause instanceof ConflictError) return err({ code: "id_taken" });
    throw cause;
  }
  return ok(await listModels(ports, actor));
}

export async function changeModel(
  ports: ModelPorts,
  actor: Actor,
  { rowId: id, facts }: ChangeModel,
): Changed<"not_allowed" | "not_found"> {
  if (!canEditModels(actor.role)) return err({ code: "not_allowed" });
  const said = { facts, ...saidBy(ports, actor) };
  const isChanged = await ports.database.transaction(async (tx) => {
    const old = await ports.customModels.change(tx, { teamId: actor.teamId, id }, said);
    if (!old) return false;
    const change = { before: inShort(old.facts), after: inShort(facts) };
    const { modelId } = old;
    await note(ports, actor, { tx, id, modelId, action: "model_changed", ...change });
    return true;
  });
  return isChanged ? ok(await listModels(ports, actor)) : err({ code: "not_found" });
}

/** What was made with it keeps its id; what is under way still goes out. */
export async function removeModel(
  ports: ModelPorts,
  actor: Actor,
  id: string,
): Changed<"not_allowed" | "not_found"> {
  if (!canEditModels(actor.role)) return err({ code: "not_allowed" });
  const isRemoved = await ports.database.transaction(async (tx) => {
    const old = await ports.customModels.remove(tx, { teamId: actor.teamId, id });
    if (!old) return false;
    const { modelId, facts } = old;
    await note(ports, actor, { tx, id, modelId, action: "model_removed", before: inShort(facts) });
    return true;
  });
  return isRemoved ? ok(await listModels(ports, actor)) : err({ code: "not_found" });
}
