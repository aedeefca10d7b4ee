import "server-only";

import { presentApiGeneration, presentApiVariant, presentCursor } from "@/lib/api/presenter";
import { IDEMPOTENCY_HEADER, OPERATIONS } from "@/lib/api/schema/operations";
import { answerOnce } from "@/lib/api/service";
import { listModels } from "@/lib/custom-model/service";
import { canGenerate } from "@/lib/generation/policy";
import type { CreateGeneration } from "@/lib/generation/schema";
import { createGenerations } from "@/lib/generation/service/create";
import {
  findGeneration,
  findGenerationOfVariant,
  listGenerations,
} from "@/lib/generation/service/read";
import { findImageFile } from "@/lib/image/service";
import { getPorts } from "@/lib/server/composition";
import { readCursor } from "@/lib/server/cursor";
import { type ApiCall, ApiRefusal, defineApiRoute } from "@/lib/server/define-api-route";
import { sendStoredFile } from "@/lib/server/send-stored-file";

const KEY = /^[\x20-\x7e]{1,255}$/;
/** When it is worth trying again. */
const QUEUE_RETRY_SECONDS = 60;

type CreateCall = ApiCall<typeof OPERATIONS.createGeneration>;

/** What was left out is as the composer has it at first. */
async function pressOf(call: CreateCall): Promise<Omit<CreateGeneration, "requestId">> {
  const rows = await listModels(getPorts(), call.actor);
  const { model = rows[0].id, resolution, ...asked } = call.body;
  const row = rows.find(({ id }) => id === model) ?? rows[0];
  return {
    ...{ ...asked, model, resolution: resolution ?? row.defaultResolution },
    ...{ verb: "fresh", parent: null, marks: [] },
  };
}

/** The same press as the composer's: its rules, its reserve, its caps. */
export const createRoute = defineApiRoute(OPERATIONS.createGeneration, async (call) => {
  if (!canGenerate(call.actor.role)) throw new ApiRefusal("forbidden");
  const key = call.header(IDEMPOTENCY_HEADER);
  if (!key || !KEY.test(key)) throw new ApiRefusal("idempotency_key_missing");
  const ports = getPorts();
  const press = await pressOf(call);
  const once = await answerOnce(ports, call.actor, {
    key,
    body: JSON.stringify(press),
    async run(requestId) {
      const made = await createGenerations(ports, call.actor, { ...press, requestId });
      if (!made.ok) return made;
      const value = { generations: made.value.map(presentApiGeneration) };
      return { ok: true, value: JSON.stringify(value) };
    },
  });
  if (!once.ok) {
    const { code, ...facts } = once.error;
    // The id of the press is ours: under one of another press nothing can have been asked.
    if (code === "request_mismatch") throw new ApiRefusal("idempotency_mismatch");
    const wait = code === "queue_full" ? { retryAfterSeconds: QUEUE_RETRY_SECONDS } : {};
    throw new ApiRefusal(code, { ...facts, ...wait });
  }
  const response = call.answer(JSON.parse(once.value.answer));
  if (once.value.isRepeat) response.headers.set("idempotent-replayed", "true");
  return response;
});

export const listRoute = defineApiRoute(OPERATIONS.listGenerations, async (call) => {
  const { cursor, limit, projectId } = call.query;
  const place = readCursor(cursor);
  if (!place) throw new ApiRefusal("bad_cursor");
  const { after } = place;
  const { generations, next } = await listGenerations(getPorts(), call.actor, {
    ...{ projectId, limit },
    cursor: after && { createdAt: after.at, id: after.id },
  });
  return call.answer({
    generations: generations.map(presentApiGeneration),
    nextCursor: presentCursor(next && { at: next.createdAt, id: next.id }),
  });
});

export const findRoute = defineApiRoute(OPERATIONS.getGeneration, async (call) => {
  const generation = await findGeneration(getPorts(), call.actor, call.id);
  if (!generation) throw new ApiRefusal("not_found");
  return call.answer(presentApiGeneration(generation));
});

async function requireVariant(call: Pick<ApiCall<typeof OPERATIONS.getVariant>, "actor" | "id">) {
  const generation = await findGenerationOfVariant(getPorts(), call.actor, call.id);
  const variant = generation?.variants.find(({ id }) => id === call.id);
  if (!generation || !variant) throw new ApiRefusal("not_found");
  return presentApiVariant(variant, generation.code);
}

export const variantRoute = defineApiRoute(OPERATIONS.getVariant, async (call) =>
  call.answer(await requireVariant(call)),
);

/** Byte for byte as the gateway made it. */
export const originalRoute = defineApiRoute(OPERATIONS.getOriginal, async (call) => {
  const { image } = await requireVariant(call);
  const wanted = image && { id: image.id, width: null };
  const file = wanted && (await findImageFile(getPorts(), call.actor, wanted));
  if (!file) throw new ApiRefusal("not_found");
  return sendStoredFile(call, { ...file, downloadName: file.name });
});
