import "server-only";

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { attachment } from "@/lib/server/send-object";
import { USAGE_WORDS } from "@/lib/server/usage-words";
import { AppError } from "@/lib/shared/app-error";
import { presentGroups, presentReconciliation, presentUsage } from "@/lib/usage/presenter";
import { groupsQuerySchema, usageExportSchema, usageQuerySchema } from "@/lib/usage/schema";
import { exportUsage, listUsageGroups, readUsage, reconcile } from "@/lib/usage/service";

const refused = () => new AppError("forbidden", "These figures are not for this role");

const usageRoute = defineRoute(async (actor, c) => {
  const read = await readUsage(getPorts(), actor, parse(usageQuerySchema, c.req.query()));
  if (!read.ok) throw refused();
  return c.json(presentUsage(read.value));
});

const groupsRoute = defineRoute(async (actor, c) => {
  const query = parse(groupsQuerySchema, c.req.query());
  const listed = await listUsageGroups(getPorts(), actor, query);
  if (!listed.ok) throw refused();
  return c.json(presentGroups(query.by, listed.value));
});

const balanceRoute = defineRoute(async (actor, c) => {
  const reconciled = await reconcile(getPorts(), actor, parse(usageQuerySchema, c.req.query()));
  if (!reconciled.ok) throw refused();
  return c.json(presentReconciliation(reconciled.value));
});

const exportRoute = defineRoute(async (actor, c, { incoming, outgoing }) => {
  const { language, ...query } = parse(usageExportSchema, c.req.query());
  const words = USAGE_WORDS[language];
  const made = await exportUsage(getPorts(), actor, { ...query, words });
  if (!made.ok) throw refused();
  outgoing.writeHead(200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": attachment(`maquette-usage-${query.period}-${query.day}.csv`),
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
  });
  if (incoming.method === "HEAD") outgoing.end();
  else await pipeline(Readable.from(made.value), outgoing);
  return RESPONSE_ALREADY_SENT;
});

export const usageRoutes = new Hono<RouteEnv>()
  .get("/api/usage", usageRoute)
  .get("/api/usage/groups", groupsRoute)
  .get("/api/usage/balances", balanceRoute)
  .get("/api/usage/export", exportRoute);
