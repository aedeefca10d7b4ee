import { createHash } from "node:crypto";
import { lookup } from "node:dns/promises";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { BlockList, isIP } from "node:net";
import { detectImageType } from "@/lib/sandbox/image-type";
import type { Store } from "@/lib/sandbox/store";

const REFERENCE_BYTES_MAX = 10 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 10_000;
const REDIRECTS_MAX = 3;

export type Reference = { url: string; sha256: string; bytes: Buffer };
export type ReferenceTrouble = { index: number; reason: string };

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  PRIVATE.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  PRIVATE.addSubnet(network, prefix, "ipv6");

export const isPublicAddress = (address: string) =>
  !PRIVATE.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

type Sources = { store: Store; isReachable: (address: string) => boolean };

/**
 * Copies every reference, as the gateway does before a task starts. Files of this sandbox are read by their path,
 * whatever host the URL names: behind Docker or a tunnel it may not be able to reach itself by that name.
 */
export async function copyReferences(
  sources: Sources,
  urls: readonly string[],
): Promise<Reference[] | ReferenceTrouble> {
  const references: Reference[] = [];
  for (const [index, url] of urls.entries()) {
    try {
      const bytes = await copy(sources, new URL(url));
      if (detectImageType(bytes) === null) throw new Error("not an image");
      references.push({ url, bytes, sha256: createHash("sha256").update(bytes).digest("hex") });
    } catch (error) {
      return { index, reason: error instanceof Error ? error.message : "unreachable" };
    }
  }
  return references;
}

async function copy({ store, isReachable }: Sources, url: URL): Promise<Buffer> {
  const own = /^\/files\/(uploads|generated)\/([^/]+)$/.exec(url.pathname);
  if (own) {
    const kind = own[1] === "uploads" ? "uploads" : "generated";
    const file = store.findFile(kind, own[2] ?? "");
    if (file === null) throw new Error("status 404");
    return readFileSync(file);
  }
  let next = url;
  for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
    const answer = await get(next, await reachableAddress(next, isReachable));
    if (Buffer.isBuffer(answer)) return answer;
    next = answer;
  }
  throw new Error("too many redirects");
}

/** The very address that is then connected to, so that a second DNS answer cannot lead elsewhere. */
async function reachableAddress(url: URL, isReachable: (address: string) => boolean) {
  const { address, family } = await lookup(url.hostname.replace(/^\[|\]$/g, ""));
  if (!isReachable(address)) throw new Error("private address");
  return { address, family };
}

type Address = { address: string; family: number };

/** The body, or where a redirect leads. */
function get(url: URL, { address, family }: Address): Promise<Buffer | URL> {
  const { request } = url.protocol === "https:" ? https : http;
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | URL>();
  const call = request(url, {
    headers: { "user-agent": "maquette-sandbox", accept: "image/*" },
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
    lookup: (_name, { all }, found) =>
      all ? found(null, [{ address, family }]) : found(null, address, family),
  });
  call.once("error", reject);
  call.once("response", (response) => {
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      response.resume();
      const target = URL.parse(headers.location, url);
      return target?.protocol.startsWith("http")
        ? resolve(target)
        : reject(new Error("bad redirect"));
    }
    if (statusCode !== 200) {
      response.resume();
      return reject(new Error(`status ${statusCode}`));
    }
    collect(response, REFERENCE_BYTES_MAX).then(
      (bytes) => (bytes ? resolve(bytes) : reject(new Error("must not be larger than 10MB"))),
      reject,
    );
  });
  call.end();
  return promise;
}

/** Null when there are more bytes than allowed. */
export async function collect(stream: AsyncIterable<Buffer>, bytesMax: number) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > bytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
