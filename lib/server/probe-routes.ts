import "server-only";

import { Hono } from "hono";
import { getPorts, getSettings } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { lifecycle } from "@/lib/server/lifecycle";
import { watchLoop } from "@/lib/server/loop-lag";
import { health, isSchemaCurrent, readiness } from "@/lib/server/readiness";
import { readVersion } from "@/lib/server/version";

/** Orchestrators ask these by address and without a name. */
export const PROBES: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/startupz"]);

/** Where the supervisor starts every process. */
const ROOT = process.cwd();
const NO_STORE = { "cache-control": "no-store" };

export function createProbeRoutes(): Hono<RouteEnv> {
  const isLagging = watchLoop();
  const app = new Hono<RouteEnv>();
  // Nothing else is asked: a restart brings no database back.
  app.get("/healthz", (c) => (isLagging() ? c.text("late", 503) : c.text("ok")));
  app.get("/readyz", async (c) => {
    const parts = await readiness(getPorts(), { root: ROOT, dataDir: getSettings().dataDir });
    const isReady = Object.values(parts).every((state) => state === "up");
    return c.json(parts, isReady ? 200 : 503, NO_STORE);
  });
  app.get("/startupz", async (c) => {
    const isMigrated = await isSchemaCurrent(getPorts().installation, ROOT).catch(() => false);
    const hasStarted = lifecycle.hasStarted && isMigrated;
    return c.json({ started: hasStarted }, hasStarted ? 200 : 503, NO_STORE);
  });
  return app;
}

/** For people and for what watches the studio as a whole. */
export function createHealthRoutes(): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  app.get("/api/health", async (c) => c.json(await health(getPorts()), 200, NO_STORE));
  app.get(
    "/api/version",
    defineRoute(async (_actor, c) =>
      c.json(await readVersion(getPorts().installation, ROOT), 200, NO_STORE),
    ),
  );
  return app;
}
