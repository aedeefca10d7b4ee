import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "@/lib/sandbox/answers";
import { collect } from "@/lib/sandbox/references";
import type { World } from "@/lib/sandbox/world";

/** `label` names the key in the ledger. A real key that ends up here by mistake is not written down. */
export type Key = { secret: string; label: string };

/** One request that has shown a good key. */
export type Call<Sandbox extends World = World> = {
  sandbox: Sandbox;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** Where the caller reaches us, such as `http://127.0.0.1:8787`. */
  origin: string;
  key: Key;
  /** The variable end of the path, decoded. */
  id: string;
};

export type Exchange<Sandbox extends World = World> = {
  sandbox: Sandbox;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
};

/** Any key that begins with `sk-` is good; null for everything else. */
export function readKey({ headers }: IncomingMessage): Key | null {
  const secret = /^Bearer (sk-\S*)$/.exec(headers.authorization ?? "")?.[1];
  if (secret === undefined) return null;
  const label = secret.startsWith("sk-sandbox") ? secret : `sk-…${secret.slice(-4)}`;
  return { secret, label };
}

/** Null when the body is longer than allowed; the rest of it is thrown away. */
export async function readBody(request: IncomingMessage, bytesMax: number) {
  const body = await collect(request.iterator({ destroyOnReturn: false }), bytesMax);
  request.resume();
  return body;
}

export async function send(response: ServerResponse, answer: Answer) {
  if ("raw" in answer) {
    // `response.socket` is null while an earlier request on the connection is not answered yet.
    return answer.raw(response.req.socket);
  }
  const { status, headers, body } = answer;
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}
