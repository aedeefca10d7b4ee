import "server-only";

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { presentLog } from "@/lib/audit/presenter";
import { logExportSchema, logSearchSchema } from "@/lib/audit/schema";
import { exportLog, listLog, listLogPeople } from "@/lib/audit/service";
import { getPorts } from "@/lib/server/composition";
import { badCursor, readCursor } from "@/lib/server/cursor";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { LOG_WORDS } from "@/lib/server/log-words";
import { parse } from "@/lib/server/parse";
import { attachment } from "@/lib/server/send-object";
import { AppError } from "@/lib/shared/app-error";

const refused = () => new AppError("forbidden", "The log is for owners and admins");

const logRoute = defineRoute(async (actor, c) => {
  const { cursor, ...asked } = c.req.query();
  const place = readCursor(cursor);
  if (!place) return badCursor();
  const search = parse(logSearchSchema, asked);
  const listed = await listLog(getPorts(), actor, { search, after: place.after });
  if (!listed.ok) throw refused();
  return c.json(presentLog(listed.value));
});

const peopleRoute = defineRoute(async (actor, c) => {
  const listed = await listLogPeople(getPorts(), actor);
  if (!listed.ok) throw refused();
  return c.json({ people: listed.value.map(({ id, name }) => ({ id, name })) });
});

const exportRoute = defineRoute(async (actor, c, { incoming, outgoing }) => {
  const { language, ...search } = parse(logExportSchema, c.req.query());
  const made = await exportLog(getPorts(), actor, { search, words: LOG_WORDS[language] });
  if (!made.ok) throw refused();
  const day = getPorts().clock.now().toISOString().slice(0, 10);
  outgoing.writeHead(200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": attachment(`maquette-log-${day}.csv`),
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
  });
  if (incoming.method === "HEAD") outgoing.end();
  else await pipeline(Readable.from(made.value), outgoing);
  return RESPONSE_ALREADY_SENT;
});

export const auditRoutes = new Hono<RouteEnv>()
  .get("/api/log", logRoute)
  .get("/api/log/people", peopleRoute)
  .get("/api/log/export", exportRoute);
