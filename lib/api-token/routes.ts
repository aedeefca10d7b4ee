import "server-only";

import { Hono } from "hono";
import { presentTokens } from "@/lib/api-token/presenter";
import { listTokens } from "@/lib/api-token/service";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";

const tokensRoute = defineRoute(async (actor, c) =>
  c.json(presentTokens(await listTokens(getPorts(), actor))),
);

export const apiTokenRoutes = new Hono<RouteEnv>().get("/api/tokens", tokensRoute);
