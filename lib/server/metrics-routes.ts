import "server-only";

import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import type { StudioMetrics } from "@/lib/ports/studio-metrics";
import { getMetrics, getSettings } from "@/lib/server/composition";
import { problem, type RouteEnv } from "@/lib/server/define-route";

export const METRICS_PATH = "/metrics";
const TEXT = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };
const BEARER = /^Bearer (.+)$/i;

/** The public address: without a token there is nothing, whoever asks. */
export function createMetricsRoutes(): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  app.get(METRICS_PATH, async (c) => {
    const token = getSettings().metrics?.token ?? null;
    const metrics = getMetrics();
    if (token === null || !metrics) return problem(404, { code: "not_found" });
    return answerMetrics({ metrics, token, process: "web" }, c.req.header("authorization"));
  });
  return app;
}

type Source = { metrics: StudioMetrics; token: string | null; process: "web" | "worker" };

/** Without a token everybody is answered who can reach the port. */
export async function answerMetrics(
  { metrics, token, process }: Source,
  authorization: string | undefined,
): Promise<Response> {
  const given = BEARER.exec(authorization ?? "")?.[1] ?? "";
  if (token !== null && !isSame(given, token)) {
    const refused = problem(401, { code: "unauthenticated" });
    refused.headers.set("www-authenticate", "Bearer");
    return refused;
  }
  const headers = { ...TEXT, "cache-control": "no-store" };
  return new Response(await metrics.render(process), { headers });
}

const hashOf = (text: string) => createHash("sha256").update(text).digest();
/** In the same time, wherever the first difference is. */
const isSame = (given: string, token: string) => timingSafeEqual(hashOf(given), hashOf(token));
