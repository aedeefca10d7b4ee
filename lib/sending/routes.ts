import "server-only";

import { Hono } from "hono";
import { presentSending } from "@/lib/sending/presenter";
import { listModelGaps } from "@/lib/sending/service/models";
import { readSending } from "@/lib/sending/service/read";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";

const sendingRoute = defineRoute(async (_actor, c) => {
  const ports = getPorts();
  const [sending, modelGaps] = await Promise.all([readSending(ports), listModelGaps(ports)]);
  return c.json(presentSending({ ...sending, modelGaps }));
});

export const sendingRoutes = new Hono<RouteEnv>().get("/api/sending", sendingRoute);
