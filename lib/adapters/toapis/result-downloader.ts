import type { LookupFunction } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, type Dispatcher } from "undici";
import { describeBreak } from "@/lib/adapters/toapis/answer";
import { cleanText } from "@/lib/adapters/toapis/clean-text";
import {
  BlockedAddressError,
  guardedConnector,
  type NetworkRules,
  urlRefusal,
} from "@/lib/adapters/toapis/guarded-connector";
import { PartFile } from "@/lib/adapters/toapis/part-file";
import type { DownloadOutcome, ResultDownloader } from "@/lib/ports/gateway";

export type DownloaderOptions = NetworkRules & {
  userAgent: string;
  sizeBytesMax?: number;
  /** Absolute, for all tries together. */
  deadlineMs?: number;
  connectMs?: number;
  /** Until the headers, and between two pieces of the body. */
  stallMs?: number;
  /** Waits before the second try and those after it. */
  retryDelaysMs?: readonly number[];
  lookup?: LookupFunction;
};

const SIZE_BYTES_MAX = 64 * 1024 * 1024;
const DEADLINE_MS = 300_000;
const CONNECT_MS = 10_000;
const STALL_MS = 30_000;
const RETRY_DELAYS_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000];
const REDIRECTS_MAX = 3;
const GONE: ReadonlySet<number> = new Set([403, 404, 410]);

type Failure = Extract<DownloadOutcome, { ok: false }>;

/** An end that another try does not change. */
class DownloadEnd extends Error {
  constructor(
    readonly reason: Failure["reason"],
    detail: string,
  ) {
    super(detail);
  }
}

/** One result on its way into its file. */
type Transfer = {
  url: URL;
  file: PartFile;
  /** For If-Range; null when the host gave none that proves that the bytes are the same. */
  validator: string | null;
  signal: AbortSignal;
};

export function createResultDownloader(options: DownloaderOptions): ResultDownloader {
  const { stallMs = STALL_MS, retryDelaysMs = RETRY_DELAYS_MS } = options;
  const agent = new Agent({
    connect: guardedConnector({
      rules: options,
      connectMs: options.connectMs ?? CONNECT_MS,
      ...(options.lookup && { lookup: options.lookup }),
    }),
    headersTimeout: stallMs,
    bodyTimeout: stallMs,
  });
  const host = { agent, options, sizeBytesMax: options.sizeBytesMax ?? SIZE_BYTES_MAX };

  return {
    async download(address, path) {
      const url = URL.parse(address);
      const refusal = url ? urlRefusal(url, options) : "The result has no absolute address";
      if (!url || refusal) return failure("blocked", refusal ?? "");
      const file = await PartFile.create(path);
      const signal = AbortSignal.timeout(options.deadlineMs ?? DEADLINE_MS);
      const transfer: Transfer = { url, file, validator: null, signal };
      try {
        const failed = await untilComplete(() => attempt(host, transfer), { retryDelaysMs, signal });
        if (!failed) return { ok: true, ...(await file.finish()) };
        await file.discard();
        return failed;
      } catch (cause) {
        await file.discard();
        throw cause;
      }
    },
  };
}
