import "server-only";

import { Hono } from "hono";
import { z } from "zod";
import type { PromptCursor } from "@/lib/ports/prompt-history-repository";
import { presentPrompts } from "@/lib/prompt-history/presenter";
import {
  PROMPT_PAGE_SIZE,
  PROMPT_SEARCH_LENGTH_MAX,
  promptScopeSchema,
} from "@/lib/prompt-history/schema";
import { listPrompts } from "@/lib/prompt-history/service";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";

const questionSchema = z.object({
  scope: promptScopeSchema,
  // A text column has no place for a zero byte.
  q: z
    .string()
    .max(PROMPT_SEARCH_LENGTH_MAX)
    .regex(/^[^\0]*$/)
    .default(""),
  cursor: z
    .string()
    .max(200)
    .transform((text) => Buffer.from(text, "base64url").toString().split("|"))
    .pipe(z.tuple([z.iso.datetime(), z.ulid()]))
    .transform(([createdAt, id]): PromptCursor => ({ createdAt: new Date(createdAt), id }))
    .optional(),
});

const listRoute = defineRoute(async (actor, c) => {
  const { scope, q, cursor = null } = parse(questionSchema, c.req.query());
  const limit = PROMPT_PAGE_SIZE;
  const { records, next } = await listPrompts(getPorts(), actor, { scope, text: q, cursor, limit });
  return c.json(presentPrompts(records, next));
});

export const promptHistoryRoutes = new Hono<RouteEnv>().get("/api/prompts", listRoute);
