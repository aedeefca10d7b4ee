import "server-only";

import { Hono } from "hono";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { AppError } from "@/lib/shared/app-error";
import { presentStorage } from "@/lib/storage/presenter";
import { readStorage } from "@/lib/storage/service";

const storageRoute = defineRoute(async (actor, c) => {
  const read = await readStorage(getPorts(), actor);
  if (!read.ok) throw new AppError("forbidden", "The storage");
  return c.json(presentStorage(read.value));
});

export const storageRoutes = new Hono<RouteEnv>().get("/api/storage", storageRoute);
