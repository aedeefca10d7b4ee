import "server-only";

import { Hono } from "hono";
import { presentPrices } from "@/lib/money/presenter";
import { listPrices } from "@/lib/money/service/prices";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";

const pricesRoute = defineRoute(async (_actor, c) =>
  c.json(presentPrices(await listPrices(getPorts()))),
);

export const moneyRoutes = new Hono<RouteEnv>().get("/api/prices", pricesRoute);
