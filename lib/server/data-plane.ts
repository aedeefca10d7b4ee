import "server-only";

import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { problem, type RouteEnv } from "@/lib/server/define-route";
import type { Logger } from "@/lib/server/logger";
import { createMetricsRoutes, METRICS_PATH } from "@/lib/server/metrics-routes";
import { createHealthRoutes, createProbeRoutes, PROBES } from "@/lib/server/probe-routes";

/** Paths that never reach Next. Everything under /api is ours, except what next-auth answers. */
export function isDataPlanePath(url: string): boolean {
  const [path = "/"] = url.split("?");
  if (PROBES.has(path) || path === METRICS_PATH) return true;
  return path.startsWith("/api/") && !path.startsWith("/api/auth/");
}

/** Every route that answers in front of Next. `slices` are the routes of the domains. */
export function createRouteTable(log: Logger, slices: readonly Hono<RouteEnv>[]): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  app.use(async (c, next) => {
    c.set("log", log);
    await next();
  });
  for (const routes of [createProbeRoutes(), createHealthRoutes(), createMetricsRoutes()])
    app.route("/", routes);
  for (const slice of slices) app.route("/", slice);
  app.notFound(() => problem(404, { code: "not_found" }));
  return app;
}

/** The hot paths, in front of Next in the same process. */
export function createDataPlane(log: Logger, slices: readonly Hono<RouteEnv>[]) {
  const app = createRouteTable(log, slices);
  // Next lives in this process: its global Request and Response must stay Node's own.
  return getRequestListener((request, env) => app.fetch(request, env as HttpBindings), {
    overrideGlobalObjects: false,
  });
}
