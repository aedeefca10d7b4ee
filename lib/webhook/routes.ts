import "server-only";

import type { IncomingHttpHeaders } from "node:http";
import { Hono } from "hono";
import { getPorts } from "@/lib/server/composition";
import { defineSignedRoute, problem, type RouteEnv } from "@/lib/server/define-route";
import { readBody } from "@/lib/server/read-body";
import { AppError } from "@/lib/shared/app-error";
import { WEBHOOK_BODY_BYTES_MAX } from "@/lib/webhook/schema";
import { wakeByWebhook } from "@/lib/webhook/service";

/** Empty when it is missing: no signature fits that. */
const headerOf = (headers: IncomingHttpHeaders, name: "id" | "timestamp" | "signature") =>
  headers[`x-toapis-webhook-${name}`]?.toString() ?? "";

/** The answer is the same whatever the event is about: it tells nothing about our tasks. */
const toapisRoute = defineSignedRoute(async (c, { incoming }) => {
  const ports = getPorts();
  if (!ports.webhookVerifier) throw new AppError("not_found", "No webhook secret is set");
  const body = await readBody(incoming, WEBHOOK_BODY_BYTES_MAX);
  if (!body) return problem(413, { code: "too_large" });
  const { headers } = incoming;
  const id = headerOf(headers, "id");
  const timestamp = headerOf(headers, "timestamp");
  const signature = headerOf(headers, "signature");
  const event = { id, timestamp, signature, body };
  if (!ports.webhookVerifier.isGenuine(event, ports.clock.now())) {
    throw new AppError("unauthenticated", "Not signed with our secret, or not now");
  }
  await wakeByWebhook(ports, { id, body: body.toString() });
  return c.json({ ok: true });
});

export const webhookRoutes = new Hono<RouteEnv>().post("/api/webhooks/toapis", toapisRoute);
