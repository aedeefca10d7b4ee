import "server-only";

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Settings } from "@/lib/server/env";
import { isOwnOrigin } from "@/lib/server/own-origin";

const STATIC_HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(self), microphone=(), geolocation=()",
} as const;

/** On every answer, whoever makes it. */
export function setStaticHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(STATIC_HEADERS)) response.setHeader(name, value);
}

/** Headers with which a client could speak as Next to itself. */
const INTERNAL_HEADER = /^x-(middleware-|nonce$)/;

/** False when the request was answered here: a host that is not ours, or not a plain path. */
export function checkRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { publicUrl }: Pick<Settings, "publicUrl">,
): boolean {
  for (const name of Object.keys(request.headers)) {
    if (INTERNAL_HEADER.test(name)) delete request.headers[name];
  }
  // Probes of an orchestrator come by address; they learn nothing.
  const isProbe = request.url === "/healthz" || request.url === "/readyz";
  const { protocol } = new URL(publicUrl);
  if (!request.url?.startsWith("/")) return refuse(response, 400, "Only paths are served here.");
  if (!isProbe && !isOwnOrigin(`${protocol}//${request.headers.host}`, publicUrl)) {
    return refuse(response, 421, `This studio is at ${publicUrl}`);
  }
  return true;
}

function refuse(response: ServerResponse, status: number, text: string): false {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
  return false;
}
