import "server-only";

import { Hono } from "hono";
import { presentFirstSteps } from "@/lib/first-steps/presenter";
import { readFirstSteps } from "@/lib/first-steps/service/steps";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { AppError } from "@/lib/shared/app-error";

const firstStepsRoute = defineRoute(async (actor, c) => {
  const steps = await readFirstSteps(getPorts(), actor);
  if (!steps.ok) throw new AppError(steps.error.code, "For owners and admins");
  return c.json(presentFirstSteps(steps.value));
});

export const firstStepsRoutes = new Hono<RouteEnv>().get("/api/first-steps", firstStepsRoute);
