import "server-only";

import { Hono } from "hono";
import { z } from "zod";
import type { PastPromptCursor } from "@/lib/ports/prompt-history";
import { presentPastPrompts } from "@/lib/prompt-history/presenter";
import { promptScopeSchema, promptSearchSchema } from "@/lib/prompt-history/schema";
import { listPastPrompts } from "@/lib/prompt-history/service";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, problem, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";

const cursorSchema = z
  .string()
  .max(200)
  .transform((text) => Buffer.from(text, "base64url").toString().split("|"))
  .pipe(z.tuple([z.iso.datetime(), z.ulid()]))
  .transform(
    ([usedAt, generationId]): PastPromptCursor => ({ usedAt: new Date(usedAt), generationId }),
  )
  .optional();

const listRoute = defineRoute(async (actor, c) => {
  const cursor = cursorSchema.safeParse(c.req.query("cursor"));
  if (!cursor.success) return problem(400, { code: "bad_cursor" });
  const page = await listPastPrompts(getPorts(), actor, {
    scope: parse(promptScopeSchema, c.req.query("scope")),
    search: parse(promptSearchSchema, c.req.query("search") ?? ""),
    cursor: cursor.data ?? null,
  });
  return c.json(presentPastPrompts(page));
});

export const promptHistoryRoutes = new Hono<RouteEnv>().get("/api/prompts", listRoute);
