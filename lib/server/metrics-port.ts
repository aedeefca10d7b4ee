import "server-only";

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { ProcessName, StudioMetrics } from "@/lib/ports/studio-metrics";
import { getMetrics, getSettings } from "@/lib/server/composition";
import { problem, type RouteEnv } from "@/lib/server/define-route";
import { answerMetrics, METRICS_PATH } from "@/lib/server/metrics-routes";
import { createProbeRoutes } from "@/lib/server/probe-routes";

/** How often the worker tells the web process of its machine what it has counted. */
const TELL_INTERVAL_MS = 5_000;

/**
 * Shows what is counted on a port of its own, with the probes: what a worker on another machine has no other door for.
 * @returns how to close it
 */
export async function openMetricsPort(name: ProcessName): Promise<() => Promise<void>> {
  const { metrics: settings, host } = getSettings();
  const metrics = getMetrics();
  if (metrics && name === "web") hear(metrics);
  if (!metrics || !settings?.port) return async () => undefined;
  const { token, port } = settings;
  const app = new Hono<RouteEnv>();
  app.route("/", createProbeRoutes());
  app.get(METRICS_PATH, (c) =>
    answerMetrics({ metrics, token, process: name }, c.req.header("authorization")),
  );
  app.notFound(() => problem(404, { code: "not_found" }));
  const server = createServer(
    getRequestListener((request, env) => app.fetch(request, env as HttpBindings), {
      overrideGlobalObjects: false,
    }),
  );
  // Whoever has no token has to be on this machine.
  server.listen(port, token === null ? "127.0.0.1" : host);
  await once(server, "listening");
  return () => close(server);
}

function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return closed;
}

/** For the worker beside a web process: the supervisor passes it on. Answers with how to stop. */
export function tellMetrics(): () => void {
  const metrics = getMetrics();
  if (!metrics) return () => undefined;
  const tell = async () => {
    process.send?.({ type: "metrics", snapshot: await metrics.snapshot() });
  };
  // A supervisor that is just going hears nothing any more.
  const timer = setInterval(() => void tell().catch(() => undefined), TELL_INTERVAL_MS);
  return () => clearInterval(timer);
}

/** The other end of `tellMetrics`. */
function hear(metrics: StudioMetrics): void {
  process.on("message", (message: { type?: string; snapshot?: object[] } | null) => {
    if (message?.type === "metrics" && message.snapshot) metrics.hear(message.snapshot);
  });
}
