import "server-only";

import { createHash } from "node:crypto";
import { findModel } from "@/lib/generation/models";
import {
  ACTIVE_VARIANTS_PER_PERSON_MAX,
  canGenerate,
  generationCode,
  LATE_AFTER_MS_DEFAULT,
  monthOf,
  TIMINGS_COUNT_MIN,
} from "@/lib/generation/policy";
import type { CreateGeneration } from "@/lib/generation/schema";
import { currentPrice } from "@/lib/generation/service/price";
import type { BudgetScope } from "@/lib/money/schema";
import { ConflictError } from "@/lib/ports/database";
import type { GatewayKeyRecord } from "@/lib/ports/gateway-key-repository";
import type { GenerationRecord, NewGeneration } from "@/lib/ports/generation-repository";
import { BudgetExceededError } from "@/lib/ports/ledger";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { AppError } from "@/lib/shared/app-error";
import { err, ok, type Result } from "@/lib/shared/result";

export type CreateGenerationError =
  | { code: "forbidden" }
  | { code: "project_missing" }
  | { code: "model_unavailable" }
  | { code: "illegal_settings"; field: "aspectRatio" | "resolution" }
  | { code: "too_many_references"; max: number }
  | { code: "prompt_too_long"; length: number; max: number }
  | { code: "references_missing"; slots: number[] }
  | { code: "request_mismatch" }
  | { code: "queue_full"; activeMax: number }
  | { code: "no_price" }
  | { code: "budget_exceeded"; scope: BudgetScope; leftMicroUsd: number; askedMicroUsd: number };

type CreatePorts = Pick<
  Ports,
  | "clock"
  | "connections"
  | "database"
  | "generations"
  | "ledger"
  | "prices"
  | "queue"
  | "referenceImages"
>;

/** Records the press and queues it. The worker talks to the gateway, not this call. */
export async function createGeneration(
  ports: CreatePorts,
  actor: Actor,
  input: CreateGeneration,
): Promise<Result<GenerationRecord, CreateGenerationError>> {
  const requestHash = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  const repeated = await findRepeated(ports, actor, { ...input, requestHash });
  if (repeated) return repeated;

  const checked = await checkRequest(ports, actor, input);
  if (!checked.ok) return checked;

  const [timings, { key }] = await Promise.all([
    ports.generations.timings(actor.teamId, input.model, input.resolution),
    ports.connections.current(),
  ]);
  const knowsTimings = timings !== null && timings.count >= TIMINGS_COUNT_MIN;
  const generation: Omit<NewGeneration, "code"> = {
    id: ports.clock.newId(),
    teamId: actor.teamId,
    projectId: input.projectId,
    authorId: actor.userId,
    requestId: input.requestId,
    requestHash,
    prompt: input.prompt,
    model: input.model,
    aspectRatio: input.aspectRatio,
    resolution: input.resolution,
    priceMicroUsd: checked.value.priceMicroUsd,
    typicalMs: knowsTimings ? timings.medianMs : null,
    lateAfterMs: knowsTimings ? timings.p95Ms : LATE_AFTER_MS_DEFAULT,
    createdAt: ports.clock.now(),
    gatewayKeyId: key.id,
    month: monthOf(ports.clock.now()),
    references: input.references.map(({ referenceImageId, name }, index) => ({
      slot: index + 1,
      referenceImageId,
      name,
    })),
    variants: Array.from({ length: input.variantCount }, (_, index) => ({
      id: ports.clock.newId(),
      number: index + 1,
      cell: index + 1,
      priority: 0,
    })),
  };
  try {
    await record(ports, checked.value.project, { generation, key });
  } catch (cause) {
    if (cause instanceof BudgetExceededError) {
      const { scope, leftMicroUsd } = cause;
      const askedMicroUsd = generation.priceMicroUsd * input.variantCount;
      return err({ code: "budget_exceeded", scope, leftMicroUsd, askedMicroUsd });
    }
    // The same press arrived twice at the same moment and the other one was recorded.
    const winner =
      cause instanceof ConflictError &&
      (await findRepeated(ports, actor, { ...input, requestHash }));
    if (!winner) throw cause;
    return winner;
  }
  const created = await ports.generations.findInTeam(actor.teamId, generation.id);
  if (!created) throw new AppError("internal", `Generation ${generation.id} vanished`);
  return ok(created);
}

async function findRepeated(
  ports: CreatePorts,
  actor: Actor,
  { requestId, requestHash }: { requestId: string; requestHash: string },
): Promise<Result<GenerationRecord, CreateGenerationError> | null> {
  const existing = await ports.generations.findByRequest(actor.teamId, actor.userId, requestId);
  if (!existing) return null;
  return existing.requestHash === requestHash ? ok(existing) : err({ code: "request_mismatch" });
}

async function checkRequest(
  ports: CreatePorts,
  actor: Actor,
  input: CreateGeneration,
): Promise<
  Result<
    { project: { id: string; code: string; teamTimeZone: string }; priceMicroUsd: number },
    CreateGenerationError
  >
> {
  if (!canGenerate(actor.role)) return err({ code: "forbidden" });
  const settings = checkSettings(input);
  if (!settings.ok) return settings;

  const project = await ports.generations.findProject(actor.teamId, input.projectId);
  if (!project) return err({ code: "project_missing" });

  const ids = input.references.map(({ referenceImageId }) => referenceImageId);
  const found = new Set(
    (await ports.referenceImages.findManyInTeam(actor.teamId, ids)).map(({ id }) => id),
  );
  const slots = ids.flatMap((id, index) => (found.has(id) ? [] : [index + 1]));
  if (slots.length > 0) return err({ code: "references_missing", slots });

  const { mine } = await ports.generations.countActive(actor.teamId, actor.userId);
  if (mine + input.variantCount > ACTIVE_VARIANTS_PER_PERSON_MAX) {
    return err({ code: "queue_full", activeMax: ACTIVE_VARIANTS_PER_PERSON_MAX });
  }
  const priceMicroUsd = await currentPrice(ports, input.model, input.resolution);
  return priceMicroUsd === null ? err({ code: "no_price" }) : ok({ project, priceMicroUsd });
}

function checkSettings(input: CreateGeneration): Result<null, CreateGenerationError> {
  const model = findModel(input.model);
  if (!model) return err({ code: "model_unavailable" });
  if (!model.aspectRatios.includes(input.aspectRatio)) {
    return err({ code: "illegal_settings", field: "aspectRatio" });
  }
  if (!model.resolutions.includes(input.resolution)) {
    return err({ code: "illegal_settings", field: "resolution" });
  }
  if (input.references.length > model.referenceImageCountMax) {
    return err({ code: "too_many_references", max: model.referenceImageCountMax });
  }
  const length = [...input.prompt].length;
  if (model.promptLengthMax !== null && length > model.promptLengthMax) {
    return err({ code: "prompt_too_long", length, max: model.promptLengthMax });
  }
  return ok(null);
}

/** Generation, variants, reserve and job in one commit: a crash leaves all of them or none. */
async function record(
  ports: CreatePorts,
  project: { id: string; code: string; teamTimeZone: string },
  { generation, key }: { generation: Omit<NewGeneration, "code">; key: GatewayKeyRecord },
) {
  const { teamId, projectId, authorId, month, priceMicroUsd, createdAt } = generation;
  await ports.database.transaction(async (tx) => {
    const isSandbox = key.source === "sandbox";
    await ports.ledger.reserve(
      tx,
      { teamId, projectId, personId: authorId, month, isSandbox },
      generation.variants.map((variant) => ({ id: variant.id, microUsd: priceMicroUsd })),
    );
    const code = generationCode(project, createdAt);
    const number = await ports.generations.nextNumber(tx, project.id, code.day);
    await ports.generations.create(tx, { ...generation, code: code.withNumber(number) });
    await ports.queue.enqueue(tx, { name: "dispatch", id: key.account });
  });
}
