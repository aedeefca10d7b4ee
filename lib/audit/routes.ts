import "server-only";

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Locale } from "@/lib/account/schema";
import { type LogWords, presentLog } from "@/lib/audit/presenter";
import { logExportSchema, logSearchSchema } from "@/lib/audit/schema";
import { exportLog, listLog, listLogPeople } from "@/lib/audit/service";
import en from "@/lib/i18n/messages/en/log.json";
import ru from "@/lib/i18n/messages/ru/log.json";
import { getPorts } from "@/lib/server/composition";
import { badCursor, readCursor } from "@/lib/server/cursor";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
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

/** Excel reads a table by the country's own sign. */
const WORDS: Record<Locale, LogWords> = {
  en: { delimiter: ",", heads: en.heads, by: en.by, action: en.action, fact: en.fact },
  ru: { delimiter: ";", heads: ru.heads, by: ru.by, action: ru.action, fact: ru.fact },
};

const exportRoute = defineRoute(async (actor, c, { incoming, outgoing }) => {
  const { language, ...search } = parse(logExportSchema, c.req.query());
  const made = await exportLog(getPorts(), actor, { search, words: WORDS[language] });
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
