import "server-only";

import { Hono } from "hono";
import { z } from "zod";
import { presentOpenness } from "@/lib/project/presenter";
import { findOpenness } from "@/lib/project/service/openness";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { AppError } from "@/lib/shared/app-error";

const peopleRoute = defineRoute(async (actor, c) => {
  const projectId = parse(z.ulid(), c.req.param("id"));
  const found = await findOpenness(getPorts(), actor, projectId);
  if (!found.ok) throw new AppError(found.error.code, `Project ${projectId}`);
  return c.json(presentOpenness(found.value, actor));
});

export const projectRoutes = new Hono<RouteEnv>().get("/api/projects/:id/people", peopleRoute);
