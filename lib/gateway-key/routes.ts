import "server-only";

import { Hono } from "hono";
import { presentKeys } from "@/lib/gateway-key/presenter";
import { listKeys } from "@/lib/gateway-key/service/serving";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { AppError } from "@/lib/shared/app-error";

const keysRoute = defineRoute(async (actor, c) => {
  const listed = await listKeys(getPorts(), actor);
  if (!listed.ok) throw new AppError(listed.error.code, "For owners and admins");
  return c.json(presentKeys(listed.value));
});

export const gatewayKeyRoutes = new Hono<RouteEnv>().get("/api/keys", keysRoute);
