import "server-only";

import { Hono } from "hono";
import { presentPastPrompts } from "@/lib/prompt-history/presenter";
import { promptScopeSchema, promptSearchSchema } from "@/lib/prompt-history/schema";
import { listPastPrompts } from "@/lib/prompt-history/service";
import { getPorts } from "@/lib/server/composition";
import { badCursor, readCursor } from "@/lib/server/cursor";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";

const listRoute = defineRoute(async (actor, c) => {
  const cursor = readCursor(c.req.query("cursor"));
  if (!cursor) return badCursor();
  const { after } = cursor;
  const page = await listPastPrompts(getPorts(), actor, {
    scope: parse(promptScopeSchema, c.req.query("scope")),
    search: parse(promptSearchSchema, c.req.query("search") ?? ""),
    cursor: after && { usedAt: after.at, generationId: after.id },
  });
  return c.json(presentPastPrompts(page));
});

export const promptHistoryRoutes = new Hono<RouteEnv>().get("/api/prompts", listRoute);
