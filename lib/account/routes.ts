import "server-only";

import { Hono } from "hono";
import { listAdminNames } from "@/lib/account/service";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";

const adminsRoute = defineRoute(async (actor, c) =>
  c.json({ names: await listAdminNames(getPorts(), actor) }),
);

export const accountRoutes = new Hono<RouteEnv>().get("/api/admins", adminsRoute);
