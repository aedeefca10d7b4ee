import type { LookupFunction } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent } from "undici";
import {
  attemptDownload,
  type DownloadFailure,
  failure,
} from "@/lib/adapters/toapis/download-attempt";
import { guardedConnector, type NetworkRules } from "@/lib/adapters/toapis/guarded-connector";
import { PartFile } from "@/lib/adapters/toapis/part-file";
import type { ResultDownloader } from "@/lib/ports/gateway";

export type DownloaderOptions = NetworkRules & {
  userAgent: string;
  sizeBytesMax?: number;
  /** Absolute, for all attempts together. */
  deadlineMs?: number;
  connectMs?: number;
  /** Until the headers, between two pieces of the body, and what the speed is averaged over. */
  stallMs?: number;
  bytesPerSecondMin?: number;
  /** Waits before the second attempt and those after it. */
  retryDelaysMs?: readonly number[];
  lookup?: LookupFunction;
};

const DEFAULTS = {
  sizeBytesMax: 64 * 1024 * 1024,
  deadlineMs: 300_000,
  connectMs: 10_000,
  stallMs: 30_000,
  bytesPerSecondMin: 1_024,
  retryDelaysMs: [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000],
};
/** Some answers carry the picture itself: no address, nothing to connect to. */
const INLINE = /^data:image\/[\w.+-]+;base64,/i;

/** Fetches result files with a pool of its own: no key, no cookies, no referrer ever gets there. */
export function createResultDownloader(given: DownloaderOptions): ResultDownloader {
  const options = { ...DEFAULTS, ...given };
  const { connectMs, stallMs, lookup } = options;
  const connect = guardedConnector({ rules: options, connectMs, ...(lookup && { lookup }) });
  const agent = new Agent({ connect, headersTimeout: stallMs, bodyTimeout: stallMs });
  const host = { ...options, agent, rules: options };

  const fetchInto = async (file: PartFile, address: string): Promise<DownloadFailure | null> => {
    if (file.isComplete) return null;
    const inline = INLINE.exec(address)?.[0];
    if (inline) return decodeInto(file, address.slice(inline.length), options.sizeBytesMax);
    const url = URL.parse(address);
    if (!url) return failure("blocked", "The result has no full address");
    const signal = AbortSignal.timeout(options.deadlineMs);
    return untilComplete(() => attemptDownload(host, { url, file, signal }), {
      ...options,
      signal,
    });
  };

  return {
    async download(address, path) {
      const file = await PartFile.open(path, address);
      try {
        const failed = await fetchInto(file, address);
        if (!failed) return { ok: true, ...(await file.finish()) };
        if (failed.reason !== "unreachable" || !file.validator) await file.discard();
        return failed;
      } finally {
        await file.close();
      }
    },
  };
}

async function decodeInto(file: PartFile, base64: string, sizeBytesMax: number) {
  if (Buffer.byteLength(base64, "base64") > sizeBytesMax) {
    return failure("too_large", `More than ${sizeBytesMax} bytes`);
  }
  await file.append(Buffer.from(base64, "base64"));
  return null;
}

/** Only what another attempt may cure is attempted again. */
async function untilComplete(
  attempt: () => Promise<DownloadFailure | null>,
  { retryDelaysMs, signal }: { retryDelaysMs: readonly number[]; signal: AbortSignal },
): Promise<DownloadFailure | null> {
  let failed = await attempt();
  for (const delayMs of retryDelaysMs) {
    if (failed?.reason !== "unreachable" || signal.aborted) return failed;
    // The deadline ends the wait as well; the attempt after it says so.
    await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    failed = await attempt();
  }
  return failed;
}
