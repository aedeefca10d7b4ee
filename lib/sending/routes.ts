import "server-only";

import { Hono } from "hono";
import { presentSending } from "@/lib/sending/presenter";
import { readSending } from "@/lib/sending/service/read";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";

const sendingRoute = defineRoute(async (_actor, c) =>
  c.json(presentSending(await readSending(getPorts()))),
);

export const sendingRoutes = new Hono<RouteEnv>().get("/api/sending", sendingRoute);
