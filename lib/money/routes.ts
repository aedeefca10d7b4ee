import "server-only";

import { Hono } from "hono";
import { presentCaps, presentLeft, presentPrices } from "@/lib/money/presenter";
import { capsQuerySchema, leftQuerySchema } from "@/lib/money/schema/caps";
import { listCaps, listCapsOfPress } from "@/lib/money/service/caps";
import { listPrices } from "@/lib/money/service/prices";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { AppError } from "@/lib/shared/app-error";

const pricesRoute = defineRoute(async (_actor, c) =>
  c.json(presentPrices(await listPrices(getPorts()))),
);

const refused = () => new AppError("forbidden", "Caps are for who makes pictures");

const capsRoute = defineRoute(async (actor, c) => {
  const { money } = parse(capsQuerySchema, c.req.query());
  const listed = await listCaps(getPorts(), actor, { money });
  if (!listed.ok) throw refused();
  return c.json(presentCaps(listed.value));
});

const leftRoute = defineRoute(async (actor, c) => {
  const { projectId } = parse(leftQuerySchema, c.req.query());
  const listed = await listCapsOfPress(getPorts(), actor, projectId);
  if (!listed.ok) throw refused();
  return c.json(presentLeft(listed.value));
});

export const moneyRoutes = new Hono<RouteEnv>()
  .get("/api/prices", pricesRoute)
  .get("/api/caps", capsRoute)
  .get("/api/caps/left", leftRoute);
