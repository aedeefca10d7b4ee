import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { ByteRange, ObjectStorage } from "@/lib/ports/object-storage";
import { parseRange } from "@/lib/server/byte-range";

export type StoredObject = {
  storage: Pick<ObjectStorage, "send">;
  key: string;
  sizeBytes: number;
  /** Of the bytes, without quotes: their sha256, or that of what they were made from. */
  etag: string;
  mime: string;
  /** Offers the object as a file of this name instead of showing it. */
  downloadName?: string;
};

/**
 * Answers a GET or HEAD with stored bytes: 200, 206, 304 or 416.
 *
 * @throws what the storage throws; the connection is cut then, so that half a file is no whole one.
 */
export async function sendObject(
  { incoming, outgoing }: { incoming: IncomingMessage; outgoing: ServerResponse },
  object: StoredObject,
): Promise<void> {
  const { storage, key, sizeBytes } = object;
  const etag = `"${object.etag}"`;
  setHeaders(outgoing, object, etag);
  if (isUnchanged(incoming.headers, etag)) {
    outgoing.writeHead(304).end();
    return;
  }
  const range = wantedRange(incoming, etag, sizeBytes);
  if (range === "unsatisfiable") {
    outgoing.removeHeader("Content-Type");
    outgoing.writeHead(416, { "Content-Range": `bytes */${sizeBytes}`, "Content-Length": 0 }).end();
    return;
  }
  const { start, end } = writeHead(outgoing, range, sizeBytes);
  if (incoming.method !== "HEAD") {
    try {
      await storage.send(key, { start, end }, outgoing);
    } catch (cause) {
      outgoing.destroy();
      throw cause;
    }
  }
  outgoing.end();
}

/** Keys are content-addressed, so what is there never changes; outside bytes never run as a page. */
function setHeaders(outgoing: ServerResponse, object: StoredObject, etag: string): void {
  const headers = {
    "Content-Type": object.mime,
    ETag: etag,
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(object.downloadName && { "Content-Disposition": attachment(object.downloadName) }),
  };
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
}

function writeHead(outgoing: ServerResponse, range: ByteRange | null, sizeBytes: number) {
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  outgoing.writeHead(range ? 206 : 200, {
    "Content-Length": end - start + 1,
    ...(range && { "Content-Range": `bytes ${start}-${end}/${sizeBytes}` }),
  });
  return { start, end };
}

/** RFC 9110, 13.1.2: a list of entity tags or `*`, compared weakly. */
function isUnchanged(headers: IncomingHttpHeaders, etag: string): boolean {
  const candidates = headers["if-none-match"]?.split(",").map((tag) => tag.trim()) ?? [];
  return candidates.some((tag) => tag === "*" || tag.replace(/^W\//, "") === etag);
}

/** RFC 9110, 13.1.5 and 14.2: ranges are for GET, and only while `If-Range` names these very bytes. */
function wantedRange({ method, headers }: IncomingMessage, etag: string, sizeBytes: number) {
  const ifRange = headers["if-range"];
  const isStale = ifRange !== undefined && ifRange !== etag;
  return method !== "GET" || isStale ? null : parseRange(headers.range, sizeBytes);
}

/** RFC 6266: plain ASCII for old clients, the real name beside it. */
export function attachment(fileName: string): string {
  const fallback = fileName.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${fallback}"; filename*=UTF-8''${encoded}`;
}
