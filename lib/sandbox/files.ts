import { createReadStream, statSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream";
import { html } from "@/lib/sandbox/answers";
import { type Exchange, send } from "@/lib/sandbox/call";
import type { FileKind } from "@/lib/sandbox/store";

const MIME: Record<string, string> = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
};

export type FileRequest = { kind: FileKind; name: string };

/** GET and HEAD of a result or an upload, as the gateway's file host does it: no key, no CORS headers. */
export function serveFile(exchange: Exchange, { kind, name }: FileRequest) {
  const { sandbox, request, response } = exchange;
  const file = sandbox.store.findFile(kind, name);
  if (file === null) return send(response, html(404, "Not Found"));
  const { size } = statSync(file);
  const headers = fileHeaders(file);
  const { etag } = headers;
  if (request.headers["if-none-match"] === etag) return response.writeHead(304, headers).end();

  const ifRange = request.headers["if-range"];
  const range =
    ifRange === undefined || ifRange === etag ? readRange(request.headers.range, size) : null;
  if (range === "unsatisfiable")
    return response.writeHead(416, { "content-range": `bytes */${size}` }).end();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.writeHead(range ? 206 : 200, {
    ...headers,
    "content-length": end - start + 1,
    ...(range ? { "content-range": `bytes ${start}-${end}/${size}` } : {}),
  });
  if (request.method === "HEAD" || size === 0) return response.end();
  // The client may go away in the middle; that is its own affair.
  pipeline(createReadStream(file, { start, end }), response, () => undefined);
}

/** Of the whole file, without its length. */
export function fileHeaders(file: string) {
  const { size, mtime } = statSync(file);
  const name = path.basename(file);
  return {
    "content-type": MIME[path.extname(name).slice(1)] ?? "application/octet-stream",
    "accept-ranges": "bytes",
    etag: `"${name.replace(/\W/g, "-")}-${size}"`,
    "last-modified": mtime.toUTCString(),
  };
}

/** One range, as `bytes=0-99`, `bytes=100-` or `bytes=-100`; anything else is as if there were none. */
function readRange(header: string | undefined, size: number) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || match[0] === "bytes=-") return null;
  const [first, last] = [match[1] ?? "", match[2] ?? ""];
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(size - 1, Number(last));
  return start > end ? "unsatisfiable" : { start, end };
}
