import "server-only";

import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import {
  presentAttention,
  presentGeneration,
  presentPage,
  presentPreview,
  presentStatusGroups,
  presentTaskLog,
} from "@/lib/generation/presenter";
import type { Status } from "@/lib/generation/schema";
import { GENERATION_PAGE_SIZE, STATUS_IDS_MAX } from "@/lib/generation/schema/facts";
import { generationRequestSchema, type PreviewRefusal } from "@/lib/generation/schema/preview";
import { type TypicalTime, typicalTimeRequestSchema } from "@/lib/generation/schema/timings";
import { listAttention } from "@/lib/generation/service/decide";
import { previewGeneration } from "@/lib/generation/service/preview";
import {
  findGeneration,
  findGenerationOfVariant,
  listActive,
  listGenerations,
  readStatus,
  readTaskLog,
} from "@/lib/generation/service/read";
import { typicalTime } from "@/lib/generation/service/typical-time";
import { getPorts } from "@/lib/server/composition";
import { badCursor, readCursor } from "@/lib/server/cursor";
import { defineRoute, problem, type RouteEnv, refuseTooOften } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { createSnapshots } from "@/lib/server/snapshots";
import { createTurns } from "@/lib/server/turns";
import type { Actor } from "@/lib/shared/actor";
import { AppError } from "@/lib/shared/app-error";

const idSchema = z.ulid();
const idsSchema = z.array(idSchema).max(STATUS_IDS_MAX);

const listRoute = defineRoute(async (actor, c) => {
  const cursor = readCursor(c.req.query("cursor"));
  if (!cursor) return badCursor();
  const { after } = cursor;
  const { generations, next } = await listGenerations(getPorts(), actor, {
    projectId: parse(idSchema, c.req.query("projectId")),
    cursor: after && { createdAt: after.at, id: after.id },
    limit: GENERATION_PAGE_SIZE,
  });
  return c.json(presentPage(generations, next));
});

const activeRoute = defineRoute(async (actor, c) => {
  const generations = await listActive(getPorts(), actor);
  return c.json({ generations: generations.map(presentGeneration) });
});

const findRoute = defineRoute(async (actor, c) => {
  const id = parse(idSchema, c.req.param("id"));
  const generation = await findGeneration(getPorts(), actor, id);
  if (!generation) throw new AppError("not_found", `Generation ${id}`);
  return c.json(presentGeneration(generation));
});

const ofVariantRoute = defineRoute(async (actor, c) => {
  const id = parse(idSchema, c.req.param("id"));
  const generation = await findGenerationOfVariant(getPorts(), actor, id);
  if (!generation) throw new AppError("not_found", `Variant ${id}`);
  return c.json(presentGeneration(generation));
});

const logRoute = defineRoute(async (actor, c) => {
  const id = parse(idSchema, c.req.param("id"));
  const log = await readTaskLog(getPorts(), actor, id);
  if (!log) throw new AppError("not_found", `Variant ${id}`);
  return c.json(presentTaskLog(log));
});

async function statusOf(actor: Actor, ids: readonly string[]): Promise<Status> {
  const { variants, active, aheadCounts } = await readStatus(getPorts(), actor, ids);
  return { generations: presentStatusGroups(variants), active, aheadCounts };
}

const snapshot = createSnapshots();
/** Different questions of one person that are read at once: as many as six windows. The same one is read for all. */
const inTurn = createTurns({ atOnce: 6, waitingMax: 0 });
class TooManyReadsError extends Error {}

async function readInTurn(actor: Actor, ids: readonly string[]): Promise<Status> {
  const status = await inTurn(actor.userId, () => statusOf(actor, ids));
  if (!status) throw new TooManyReadsError();
  return status;
}

/** One read for everything that a screen waits for. */
const statusRoute = defineRoute(async (actor, c, { incoming, outgoing }) => {
  const ids = parse(idsSchema, (c.req.query("ids") ?? "").split(",").filter(Boolean));
  const key = [actor.userId, actor.teamId, ...actor.closedProjectIds, "of", ...ids].join();
  const read = await snapshot(key, () => readInTurn(actor, ids)).catch(noneWhenTooMany);
  if (!read) return refuseTooOften({ code: "too_often", retryAfterSeconds: 1 });
  const { json, etag } = read;
  const headers = { etag, "cache-control": "private, no-cache" };
  if (incoming.headers["if-none-match"] === etag) return c.body(null, 304, headers);
  // As one text to Node itself: a Response would be encoded and copied first (measured: 1.5 times the CPU).
  const length = Buffer.byteLength(json);
  outgoing
    .writeHead(200, { ...headers, "content-type": "application/json", "content-length": length })
    .end(json);
  return RESPONSE_ALREADY_SENT;
});

function noneWhenTooMany(cause: unknown): null {
  if (cause instanceof TooManyReadsError) return null;
  throw cause;
}

const attentionRoute = defineRoute(async (actor, c) => {
  const listed = await listAttention(getPorts(), actor);
  if (!listed.ok) throw new AppError(listed.error.code, "For admins");
  return c.json(presentAttention(listed.value));
});

/** As much as an action takes: whatever can be sent can be looked at. */
const REQUEST_BYTES_MAX = 1024 * 1024;

const refuse = (refusal: PreviewRefusal) => problem(422, refusal);

/** A read: its question is too long for an address. */
const previewRoute = defineRoute(async (actor, c) => {
  const body = await c.req.json().catch(() => null);
  const request = parse(generationRequestSchema, body);
  const previewed = await previewGeneration(getPorts(), actor, request);
  return previewed.ok ? c.json(presentPreview(previewed.value)) : refuse(previewed.error);
});

const typicalTimeRoute = defineRoute(async (actor, c) => {
  const request = parse(typicalTimeRequestSchema, c.req.query());
  const typicalMs = await typicalTime(getPorts(), actor, request);
  return c.json({ typicalMs } satisfies TypicalTime);
});

export const generationRoutes = new Hono<RouteEnv>()
  .get("/api/status", statusRoute)
  .get("/api/active", activeRoute)
  .get("/api/attention", attentionRoute)
  .post(
    "/api/preview",
    bodyLimit({ maxSize: REQUEST_BYTES_MAX, onError: () => problem(413, { code: "too_large" }) }),
    previewRoute,
  )
  .get("/api/typical-time", typicalTimeRoute)
  .get("/api/generations", listRoute)
  .get("/api/generations/:id", findRoute)
  .get("/api/variants/:id/generation", ofVariantRoute)
  .get("/api/variants/:id/log", logRoute);
