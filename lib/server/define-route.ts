import "server-only";

import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import { StorageError } from "@/lib/ports/object-storage";
import { getSettings } from "@/lib/server/composition";
import type { Logger } from "@/lib/server/logger";
import { isOwnRequest } from "@/lib/server/own-origin";
import { findActor } from "@/lib/server/sessions";
import { visitOf } from "@/lib/server/visit";
import type { TooOften } from "@/lib/server/write-limits";
import type { Actor } from "@/lib/shared/actor";
import { AppError, type AppErrorCode } from "@/lib/shared/app-error";

export type RouteEnv = { Bindings: HttpBindings; Variables: { log: Logger } };
export type RouteContext = Context<RouteEnv>;

const STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid_input: 422,
  internal: 500,
} as const satisfies Record<AppErrorCode, number>;

const READS = new Set(["GET", "HEAD"]);

/** RFC 9457. `facts` are the fields of a refusal beside its code. */
export function problem(
  status: number,
  facts: { code: string } & Record<string, unknown>,
): Response {
  const body = {
    type: "about:blank",
    title: facts.code,
    status,
    requestId: randomUUID(),
    ...facts,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

/** A write that would be one too many, and after how many seconds it is none. */
export function refuseTooOften(refusal: TooOften): Response {
  const response = problem(429, refusal);
  response.headers.set("retry-after", String(refusal.retryAfterSeconds));
  return response;
}

type Node = { incoming: IncomingMessage; outgoing: ServerResponse };

/** Proves the actor and, for a write, the origin before the body is read; turns any failure into a problem. */
export const defineRoute = (
  handle: (actor: Actor, c: RouteContext, node: Node) => Promise<Response>,
) =>
  defineSignedRoute(async (c, node) => {
    const actor = await requireActor(node.incoming);
    const repeated = repeatedParameter(c);
    if (repeated) return problem(400, { code: "repeated_parameter", name: repeated });
    return handle(actor, c, node);
  });

/** Those that are a list. */
const LISTS = new Set(["generationId"]);

/** Of two values of one name each reader would take another one; so neither is taken. */
function repeatedParameter(c: RouteContext): string | undefined {
  if (!c.req.url.includes("&")) return undefined;
  const given = Object.entries(c.req.queries());
  return given.find(([name, { length }]) => length > 1 && !LISTS.has(name))?.[0];
}

/** For machines, which have no session: `handle` itself proves who asks, by a signature. */
export function defineSignedRoute(handle: (c: RouteContext, node: Node) => Promise<Response>) {
  return async (c: RouteContext): Promise<Response> => {
    const node = { incoming: c.env.incoming as IncomingMessage, outgoing: c.env.outgoing };
    try {
      return await handle(c, node);
    } catch (cause) {
      return answerFailure(cause, c.var.log, node);
    }
  };
}

async function requireActor(incoming: IncomingMessage): Promise<Actor> {
  if (!READS.has(incoming.method ?? "")) requireOwnOrigin(incoming);
  const actor = await findActor(incoming.headers.cookie);
  if (!actor) throw new AppError("unauthenticated", "No live session");
  const { headers } = incoming;
  return { ...actor, visit: visitOf((name) => headers[name]?.toString()) };
}

function answerFailure(cause: unknown, log: Logger, { outgoing }: Node): Response {
  if (outgoing.headersSent || outgoing.destroyed) {
    outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  const code = cause instanceof AppError ? cause.code : "internal";
  if (code === "internal") log.error(cause, "route failed");
  // A disk or a bucket comes back; the browser may ask for a picture again.
  return problem(cause instanceof StorageError ? 503 : STATUS[code], { code });
}

function requireOwnOrigin({ headers }: IncomingMessage) {
  const secFetchSite = headers["sec-fetch-site"];
  const proof = {
    origin: headers.origin,
    secFetchSite: typeof secFetchSite === "string" ? secFetchSite : null,
  };
  if (!isOwnRequest(proof, getSettings().publicUrl)) {
    throw new AppError("forbidden", "A write from another origin");
  }
}
