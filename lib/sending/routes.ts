import "server-only";

import { Hono } from "hono";
import { presentSending } from "@/lib/sending/presenter";
import { listModelGaps } from "@/lib/sending/service/models";
import { readSendingOfTeam } from "@/lib/sending/service/read";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";

const sendingRoute = defineRoute(async (actor, c) => {
  const ports = getPorts();
  const [sending, modelGaps] = await Promise.all([
    readSendingOfTeam(ports, actor),
    listModelGaps(ports, actor),
  ]);
  return c.json(presentSending({ ...sending, modelGaps }));
});

export const sendingRoutes = new Hono<RouteEnv>().get("/api/sending", sendingRoute);
