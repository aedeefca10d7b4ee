import "server-only";

import { Hono } from "hono";
import { presentProject } from "@/lib/project/presenter";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { AppError } from "@/lib/shared/app-error";
import { presentPeople } from "@/lib/team/presenter";
import { listPeople } from "@/lib/team/service/people";

const peopleRoute = defineRoute(async (actor, c) => {
  const listed = await listPeople(getPorts(), actor);
  if (!listed.ok) throw new AppError(listed.error.code, "For owners and admins");
  return c.json(presentPeople(listed.value, actor));
});

const selfRoute = defineRoute(async (actor, c) => {
  const projects = await getPorts().projects.listSeen(actor);
  return c.json({ role: actor.role, projects: projects.map(presentProject) });
});

export const teamRoutes = new Hono<RouteEnv>()
  .get("/api/people", peopleRoute)
  .get("/api/self", selfRoute);
