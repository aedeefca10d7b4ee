import "server-only";

import { createHash } from "node:crypto";
import { optionsOf } from "@/lib/generation/models";
import { ACTIVE_VARIANTS_PER_PERSON_MAX, generationCode, monthOf } from "@/lib/generation/policy";
import { likenessesOf, patienceOf } from "@/lib/generation/policy/timings";
import type { CreateGeneration } from "@/lib/generation/schema";
import {
  type CheckedRequest,
  type CreateGenerationError,
  checkRequest,
} from "@/lib/generation/service/check-create";
import { overCap } from "@/lib/generation/service/over-cap";
import { ConflictError } from "@/lib/ports/database";
import type { GatewayKeyRecord } from "@/lib/ports/gateway-key-repository";
import type { GenerationRecord, NewGeneration } from "@/lib/ports/generation-repository";
import { BudgetExceededError } from "@/lib/ports/ledger";
import type { Ports } from "@/lib/ports/ports";
import { PRIORITY } from "@/lib/sending/policy";
import { type Actor, type Sight, wholeTeam } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type CreatePorts = Pick<
  Ports,
  | "accounts"
  | "budgets"
  | "clock"
  | "connections"
  | "customModels"
  | "database"
  | "generations"
  | "ledger"
  | "prices"
  | "queue"
  | "referenceImages"
>;

/**
 * Records the press and queues it: one generation for each text that the prompt expands to, all or none.
 * The worker talks to the gateway, not this call.
 */
export async function createGenerations(
  ports: CreatePorts,
  actor: Actor,
  input: CreateGeneration,
): Promise<Result<GenerationRecord[], CreateGenerationError>> {
  const requestHash = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  const press = { requestId: input.requestId, requestHash };
  const repeated = await findRepeated(ports, actor, press);
  if (repeated) return repeated;

  const checked = await checkRequest(ports, actor, input);
  if (!checked.ok) return checked;

  const { project, texts } = checked.value;
  const { mine } = await ports.generations.countActive(wholeTeam(actor.teamId), actor.userId);
  if (mine + input.variantCount * texts.length > ACTIVE_VARIANTS_PER_PERSON_MAX) {
    return err({ code: "queue_full", activeMax: ACTIVE_VARIANTS_PER_PERSON_MAX });
  }
  const { key } = await ports.connections.current({
    teamId: actor.teamId,
    projectId: project.id,
  });
  const frame = await frameOf(ports, actor, { input, requestHash, key, ...checked.value });
  const generations = texts.map((promptAsSent, index) => ({
    ...frame,
    id: ports.clock.newId(),
    promptAsSent,
    expansion: index + 1,
    variants: newVariants(ports, input),
  }));
  try {
    await record(ports, project, { generations, key });
  } catch (cause) {
    if (cause instanceof BudgetExceededError) {
      const askedMicroUsd = frame.priceMicroUsd * input.variantCount * texts.length;
      return err(await overCap(ports, actor, { cause, askedMicroUsd }));
    }
    // The same press arrived twice at the same moment and the other one was recorded.
    const winner = cause instanceof ConflictError && (await findRepeated(ports, actor, press));
    if (!winner) throw cause;
    return winner;
  }
  return ok(await ports.generations.listByRequest(actor.teamId, actor.userId, input.requestId));
}

const newVariants = (
  { clock }: CreatePorts,
  { variantCount, goesFirst }: Pick<CreateGeneration, "variantCount" | "goesFirst">,
) =>
  Array.from({ length: variantCount }, (_, index) => ({
    id: clock.newId(),
    number: index + 1,
    cell: index + 1,
    priority: goesFirst ? PRIORITY.front : PRIORITY.person,
  }));

/** What the generations of one press have in common. */
async function frameOf(
  ports: CreatePorts,
  actor: Actor,
  {
    input,
    requestHash,
    key,
    model,
    priceMicroUsd,
    depth,
  }: CheckedRequest & { input: CreateGeneration; requestHash: string; key: GatewayKeyRecord },
): Promise<Omit<NewGeneration, "id" | "code" | "promptAsSent" | "expansion" | "variants">> {
  const { variantCount: _, goesFirst: __, prompt, parent, references, ...asked } = input;
  return {
    ...asked,
    // What is kept for another model is none of this picture's inputs.
    options: optionsOf(model, input.options),
    teamId: actor.teamId,
    authorId: actor.userId,
    requestHash,
    promptAsTyped: prompt,
    parentImageId: parent?.imageId ?? null,
    parentSlot: parent?.slot ?? null,
    depth,
    priceMicroUsd,
    ...(await learntTimes(ports, actor, { request: input, gatewaySource: key.source })),
    createdAt: ports.clock.now(),
    gatewayKeyId: key.id,
    month: monthOf(ports.clock.now()),
    references: references.map((reference, index) => ({ slot: index + 1, ...reference })),
  };
}

/** How long like pictures of the team took, as far as they have taught it. */
export async function learntTimes(
  ports: Pick<Ports, "generations">,
  sight: Sight,
  {
    request,
    gatewaySource,
  }: {
    request: Parameters<typeof likenessesOf>[0];
    gatewaySource: GatewayKeyRecord["source"];
  },
) {
  const timings = likenessesOf(request, gatewaySource).map((likeness) =>
    ports.generations.timings(sight, likeness),
  );
  return patienceOf(await Promise.all(timings));
}

async function findRepeated(
  ports: CreatePorts,
  actor: Actor,
  { requestId, requestHash }: { requestId: string; requestHash: string },
): Promise<Result<GenerationRecord[], CreateGenerationError> | null> {
  const existing = await ports.generations.listByRequest(actor.teamId, actor.userId, requestId);
  if (existing.length === 0) return null;
  // It was closed to them since.
  if (existing.some(({ projectId }) => actor.closedProjectIds.includes(projectId)))
    return err({ code: "project_missing" });
  return existing.every((each) => each.requestHash === requestHash)
    ? ok(existing)
    : err({ code: "request_mismatch" });
}

/** Generations, variants, reserves and job in one commit: a crash leaves all of them or none. */
async function record(
  ports: CreatePorts,
  project: { id: string; code: string; teamTimeZone: string },
  { generations, key }: { generations: Omit<NewGeneration, "code">[]; key: GatewayKeyRecord },
) {
  const isSandbox = key.source === "sandbox";
  await ports.database.transaction(async (tx) => {
    for (const generation of generations) {
      const { teamId, projectId, authorId, month, priceMicroUsd, createdAt } = generation;
      await ports.ledger.reserve(
        tx,
        { teamId, projectId, personId: authorId, month, isSandbox },
        generation.variants.map((variant) => ({ id: variant.id, microUsd: priceMicroUsd })),
      );
      const code = generationCode(project, createdAt);
      const number = await ports.generations.nextNumber(tx, project.id, code.day);
      await ports.generations.create(tx, { ...generation, code: code.withNumber(number) });
    }
    await ports.queue.enqueue(tx, { name: "dispatch", id: key.account });
  });
}
