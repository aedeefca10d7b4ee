import "server-only";

import type { ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { PICTURES_MAX } from "@/lib/library/schema/facts";
import { listIds } from "@/lib/library/service/search";
import type { TakeoutRecord } from "@/lib/ports/takeout-repository";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, problem, type RouteEnv, refuseTooOften } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { attachment } from "@/lib/server/send-object";
import { countWrite } from "@/lib/server/write-limits";
import type { Actor } from "@/lib/shared/actor";
import { AppError } from "@/lib/shared/app-error";
import { printSheet, type ShowSmall } from "@/lib/sheet/service/contact-sheet";
import { writeFacts } from "@/lib/sheet/service/facts-table";
import { showSmall } from "@/lib/sheet/service/show-small";
import { presentLook } from "@/lib/takeout/presenter";
import {
  type BeginRefusal,
  beginRequestSchema,
  type ChosenPictures,
  lookRequestSchema,
} from "@/lib/takeout/schema";
import { type LeftOutReason, TAKEOUT_PICTURES_MAX } from "@/lib/takeout/schema/facts";
import {
  beginTakeout,
  findTakeout,
  lookAtTakeout,
  readProgress,
} from "@/lib/takeout/service/begin";
import { type MakeDocument, sendDocument } from "@/lib/takeout/service/send-document";
import { isOneFile, openOne } from "@/lib/takeout/service/send-one";
import { sendZip } from "@/lib/takeout/service/send-zip";

/** As many ids as there may be, with their quotation marks, and the rest of the order. */
const BODY_BYTES_MAX = TAKEOUT_PICTURES_MAX * 29 + 64 * 1024;

/** Everything that a search found by then, in the order of the list; one too many when there are more than may be. */
async function idsOf(actor: Actor, chosen: ChosenPictures): Promise<string[]> {
  if (chosen.by === "ids") return chosen.imageIds;
  const stretch = { from: "0001-01-01", to: "9999-12-31", asOf: new Date(chosen.asOf) };
  const ids: string[] = [];
  while (ids.length <= TAKEOUT_PICTURES_MAX) {
    const asked = { text: chosen.q, isStacked: chosen.isStacked };
    const place = { ...asked, ...stretch, offset: ids.length, limit: PICTURES_MAX };
    const page = await listIds(getPorts(), actor, place);
    for (const id of page) ids.push(id);
    if (page.length < PICTURES_MAX) break;
  }
  return ids;
}

const lookRoute = defineRoute(async (actor, c) => {
  const { pictures } = parse(lookRequestSchema, await c.req.json().catch(() => null));
  return c.json(presentLook(await lookAtTakeout(getPorts(), actor, await idsOf(actor, pictures))));
});

const beginRoute = defineRoute(async (actor, c) => {
  const { pictures, order } = parse(beginRequestSchema, await c.req.json().catch(() => null));
  const tooOften = await countWrite(actor, "takeOut");
  if (tooOften) return refuse(tooOften);
  const imageIds = await idsOf(actor, pictures);
  const begun = await beginTakeout(getPorts(), actor, { imageIds, order });
  return begun.ok ? c.json(begun.value, 201) : refuse(begun.error);
});

function refuse(refusal: BeginRefusal): Response {
  return refusal.code === "too_often" ? refuseTooOften(refusal) : problem(422, refusal);
}

const progressRoute = defineRoute(async (actor, c) => {
  const id = parse(z.ulid(), c.req.param("id"));
  const progress = await readProgress(getPorts(), actor, id);
  if (!progress) throw new AppError("not_found", `Takeout ${id}`);
  return c.json(progress, 200, { "cache-control": "no-store" });
});

const STATUS = {
  not_in_library: 404,
  file_missing: 404,
  cannot_be_read: 422,
  read_in_part: 422,
  disk_full: 507,
  storage_away: 503,
} as const satisfies Record<LeftOutReason, number>;

/** The download itself: one file as it is, several in a ZIP. */
const downloadRoute = defineRoute(async (actor, c, { incoming, outgoing }) => {
  const id = parse(z.ulid(), c.req.param("id"));
  const takeout = await findTakeout(getPorts(), actor, id);
  if (!takeout) throw new AppError("not_found", `Takeout ${id}`);
  const isHead = incoming.method === "HEAD";
  const document = documentOf(actor, takeout);
  if (document) {
    const { make, extension, type } = document;
    setHeaders(outgoing, { name: `${nameToday()}.${extension}`, type });
    if (isHead) outgoing.end();
    else await sendDocument(getPorts(), actor, { takeout, make, sink: outgoing });
    return RESPONSE_ALREADY_SENT;
  }
  if (!isOneFile(takeout)) {
    setHeaders(outgoing, { name: `${nameToday()}.zip`, type: "application/zip" });
    if (isHead) outgoing.end();
    else await sendZip(getPorts(), actor, { takeout, sink: outgoing });
    return RESPONSE_ALREADY_SENT;
  }
  const opened = await openOne(getPorts(), actor, takeout);
  if (!opened.ok) return problem(STATUS[opened.error.code], opened.error);
  const { name, sizeBytes, send, close } = opened.value;
  setHeaders(outgoing, { name, type: typeOf(name), sizeBytes });
  if (isHead) await close().then(() => outgoing.end());
  else await send(outgoing);
  return RESPONSE_ALREADY_SENT;
});

const nameToday = () => `maquette-${getPorts().clock.now().toISOString().slice(0, 10)}`;

type Document = { make: MakeDocument; extension: string; type: string };

/** One file about all of the pictures; null where each has files of its own. */
function documentOf(actor: Actor, { order, imageIds }: TakeoutRecord): Document | null {
  const ports = getPorts();
  const { form, language } = order;
  if (form.kind === "facts") {
    const make = () => writeFacts(ports, actor, { imageIds, language });
    return { make, extension: "csv", type: "text/csv; charset=utf-8" };
  }
  if (form.kind !== "sheet") return null;
  const small = showSmall(ports);
  const make: MakeDocument = (count) => {
    const show: ShowSmall = async (facts) => {
      const jpeg = await small(facts);
      await count();
      return jpeg;
    };
    return printSheet(ports, actor, { imageIds, order: { ...form, language }, show });
  };
  return { make, extension: "pdf", type: "application/pdf" };
}

const TYPES: Record<string, string> = { jpg: "image/jpeg", png: "image/png", webp: "image/webp" };
const typeOf = (name: string) =>
  TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";

type FileFacts = { name: string; type: string; sizeBytes?: number };

/** A file of the person's, never a page: it is kept by no cache on the way. */
function setHeaders(outgoing: ServerResponse, { name, type, sizeBytes }: FileFacts): void {
  const headers = {
    "Content-Type": type,
    "Content-Disposition": attachment(name),
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(sizeBytes !== undefined && { "Content-Length": sizeBytes }),
  };
  for (const [header, value] of Object.entries(headers)) outgoing.setHeader(header, value);
}

const limited = bodyLimit({
  maxSize: BODY_BYTES_MAX,
  onError: () => problem(413, { code: "too_large" }),
});

/** Hono answers HEAD with the GET handler. */
export const takeoutRoutes = new Hono<RouteEnv>()
  .post("/api/takeouts/look", limited, lookRoute)
  .post("/api/takeouts", limited, beginRoute)
  .get("/api/takeouts/:id/progress", progressRoute)
  .get("/api/takeouts/:id", downloadRoute);
