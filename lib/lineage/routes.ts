import "server-only";

import { Hono } from "hono";
import { z } from "zod";
import { presentLineage } from "@/lib/lineage/presenter";
import { findLineage } from "@/lib/lineage/service";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { AppError } from "@/lib/shared/app-error";

const lineageRoute = defineRoute(async (actor, c) => {
  const id = parse(z.ulid(), c.req.param("id"));
  const lineage = await findLineage(getPorts(), actor, id);
  if (!lineage) throw new AppError("not_found", `Image ${id}`);
  return c.json(presentLineage(lineage));
});

export const lineageRoutes = new Hono<RouteEnv>().get("/api/images/:id/lineage", lineageRoute);
