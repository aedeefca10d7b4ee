import "server-only";

import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Settings } from "@/lib/server/env";
import { METRICS_PATH } from "@/lib/server/metrics-routes";
import { isOwnOrigin, isOwnRequest } from "@/lib/server/own-origin";
import { PROBES } from "@/lib/server/probe-routes";
import { pagePolicy, staticHeaders } from "@/lib/server/security/answer-headers";

/** On every answer, whoever makes it. */
export function setStaticHeaders(response: ServerResponse, publicUrl: string): void {
  response.setHeaders(new Map(Object.entries(staticHeaders(publicUrl))));
}

const NONCE_BYTES = 16;

/** Next finds the nonce in the policy of the request, which only we write. */
export function readyForPage(
  request: IncomingMessage,
  response: ServerResponse,
  { isDevelopment, publicUrl }: Pick<Settings, "isDevelopment" | "publicUrl">,
): void {
  noteOwnHost(request, publicUrl);
  const policy = pagePolicy(randomBytes(NONCE_BYTES).toString("base64"), isDevelopment);
  request.headers["content-security-policy"] = policy;
  response.setHeader("content-security-policy", policy);
}

/** Headers with which a client could speak as Next, or as this door, to what is behind it. */
const INTERNAL_HEADER =
  /^(x-(middleware-.*|nonce|maquette-.*)|content-security-policy(-report-only)?)$/;

/** False when the request was answered here: a host that is not ours, or not a plain path. */
export function checkRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { publicUrl }: Pick<Settings, "publicUrl">,
): boolean {
  for (const name of Object.keys(request.headers)) {
    if (INTERNAL_HEADER.test(name)) delete request.headers[name];
  }
  // Probes of an orchestrator come by address and learn nothing; who reads the metrics has a token.
  const isProbe = PROBES.has(request.url ?? "") || request.url === METRICS_PATH;
  const { protocol } = new URL(publicUrl);
  if (!request.url?.startsWith("/")) return refuse(response, 400, "Only paths are served here.");
  if (!isProbe && !isOwnOrigin(`${protocol}//${request.headers.host}`, publicUrl)) {
    return refuse(response, 421, `This studio is at ${publicUrl}`);
  }
  return true;
}

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/** False when the request was answered here: a write that another site sent, whatever the framework thinks of it. */
export function checkOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  { publicUrl }: Pick<Settings, "publicUrl">,
): boolean {
  const { origin, "sec-fetch-site": site } = request.headers;
  const proof = { origin, secFetchSite: typeof site === "string" ? site : null };
  if (READS.has(request.method ?? "") || isOwnRequest(proof, publicUrl)) return true;
  return refuse(response, 403, "This was not sent by a page of this studio.");
}

/** An action takes a quarter of it. What reads a body for itself, as the sign-in shell does, knows no limit of its own. */
const PAGE_BODY_BYTES_MAX = 1024 * 1024;

/** False when the request was answered here. A body that does not say its length is cut where it becomes too long. */
export function limitBody(request: IncomingMessage, response: ServerResponse): boolean {
  if (Number(request.headers["content-length"] ?? 0) > PAGE_BODY_BYTES_MAX) {
    response.setHeader("connection", "close");
    return refuse(response, 413, "That is more than a page takes.");
  }
  const push = request.push.bind(request);
  let sizeBytes = 0;
  request.push = (chunk: Buffer | null, encoding) => {
    sizeBytes += chunk?.length ?? 0;
    if (sizeBytes <= PAGE_BODY_BYTES_MAX) return push(chunk, encoding);
    request.destroy();
    return false;
  };
  return true;
}

function refuse(response: ServerResponse, status: number, text: string): false {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
  return false;
}

/**
 * Next compares the origin of an action with the host that it was asked by, also where it asks itself by its address
 * for an action of another page. Whether an origin is ours is judged here, so it is told that of one that is.
 */
function noteOwnHost(request: IncomingMessage, publicUrl: string): void {
  const { origin } = request.headers;
  if (origin && isOwnOrigin(origin, publicUrl)) {
    request.headers["x-forwarded-host"] = new URL(origin).host;
  }
}
