import "server-only";

import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { getPorts } from "@/lib/server/composition";
import { problem, type RouteEnv } from "@/lib/server/define-route";
import type { Logger } from "@/lib/server/logger";

const PROBES = new Set(["/healthz", "/readyz"]);

/** Paths that never reach Next. Everything under /api is ours, except what next-auth answers. */
export function isDataPlanePath(url: string): boolean {
  const [path = "/"] = url.split("?");
  return PROBES.has(path) || (path.startsWith("/api/") && !path.startsWith("/api/auth/"));
}

async function healthOf(storageCheck: "isAvailable" | "isWritable") {
  const { database, storage } = getPorts();
  const [isDatabaseUp, isStorageUp] = await Promise.all([
    database.isReachable(),
    storage[storageCheck](),
  ]);
  return { database: word(isDatabaseUp), storage: word(isStorageUp) };
}

const word = (isUp: boolean) => (isUp ? "up" : "down");

/** Every route that answers in front of Next. `slices` are the routes of the domains. */
export function createRouteTable(log: Logger, slices: readonly Hono<RouteEnv>[]): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  app.use(async (c, next) => {
    c.set("log", log);
    await next();
  });
  app.get("/healthz", (c) => c.text("ok"));
  app.get("/readyz", async (c) => {
    // Without its bucket a web process still shows most of what people ask for.
    const health = await healthOf("isWritable");
    return c.json(health, Object.values(health).every((state) => state === "up") ? 200 : 503);
  });
  app.get("/api/health", async (c) => c.json(await healthOf("isAvailable")));
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
