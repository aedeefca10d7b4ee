import "server-only";

import type { IncomingMessage } from "node:http";

/** A small body as it came. Null when it is longer than `bytesMax`; of such a one no more is kept. */
export async function readBody(body: IncomingMessage, bytesMax: number): Promise<Buffer | null> {
  if (Number(body.headers["content-length"] ?? 0) > bytesMax) return null;
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    sizeBytes += chunk.length;
    if (sizeBytes > bytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
