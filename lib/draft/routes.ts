import "server-only";

import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { draftSchema } from "@/lib/draft/schema";
import { saveDraft } from "@/lib/draft/service";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, problem, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { storable } from "@/lib/server/storable";

/** A draft of the longest prompt in four-byte characters, with all references, is below it. */
const BODY_BYTES_MAX = 1024 * 1024;

const saveRoute = defineRoute(async (actor, c) => {
  // Half a sign, as a cut leaves it, is no reason to lose what was typed.
  const body = storable(await c.req.json().catch(() => null));
  await saveDraft(getPorts(), actor, parse(draftSchema, body));
  return c.body(null, 204);
});

export const draftRoutes = new Hono<RouteEnv>().put(
  "/api/draft",
  bodyLimit({ maxSize: BODY_BYTES_MAX, onError: () => problem(413, { code: "too_large" }) }),
  saveRoute,
);
