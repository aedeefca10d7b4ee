import { createHash } from "node:crypto";
import { lookup } from "node:dns/promises";
import { open, rm } from "node:fs/promises";
import { BlockList, isIPv6 } from "node:net";
import type { DownloadOutcome, ResultDownloader } from "@/lib/ports/gateway";

const SIZE_BYTES_MAX = 64 * 1024 * 1024;
const DEADLINE_MS = 300_000;

const PRIVATE = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  PRIVATE.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  PRIVATE.addSubnet(net, bits, "ipv6");
}

type Options = { userAgent: string; privateOrigins: readonly string[]; allowPrivate: boolean };

async function isAllowed(url: string, options: Options): Promise<boolean> {
  const { origin, protocol, hostname } = new URL(url);
  if (options.allowPrivate || options.privateOrigins.includes(origin)) return true;
  if (protocol !== "https:") return false;
  const addresses = await lookup(hostname.replace(/^\[|\]$/g, ""), { all: true });
  return addresses.every(
    ({ address }) => !PRIVATE.check(address, isIPv6(address) ? "ipv6" : "ipv4"),
  );
}

export const createResultDownloader = (options: Options): ResultDownloader => ({
  async download(url, path) {
    try {
      if (!(await isAllowed(url, options))) {
        return { ok: false, reason: "blocked", detail: "not a public https address" };
      }
      const response = await fetch(url, {
        headers: { "user-agent": options.userAgent },
        redirect: "manual",
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      return await receive(response, path);
    } catch (cause) {
      await rm(path, { force: true });
      return { ok: false, reason: "unreachable", detail: String(cause).slice(0, 200) };
    }
  },
});

async function receive(response: Response, path: string): Promise<DownloadOutcome> {
  const detail = `HTTP ${response.status}`;
  if ([403, 404, 410].includes(response.status)) return { ok: false, reason: "gone", detail };
  if (response.status >= 300 && response.status < 400) {
    return { ok: false, reason: "blocked", detail };
  }
  if (!response.ok || !response.body) return { ok: false, reason: "unreachable", detail };
  const digest = createHash("sha256");
  const file = await open(path, "wx");
  let sizeBytes = 0;
  try {
    for await (const chunk of response.body) {
      sizeBytes += chunk.length;
      if (sizeBytes > SIZE_BYTES_MAX) return { ok: false, reason: "too_large", detail };
      digest.update(chunk);
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { ok: true, sizeBytes, sha256: digest.digest("hex") };
}
