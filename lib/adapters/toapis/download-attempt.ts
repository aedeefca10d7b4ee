import type { Agent, Dispatcher } from "undici";
import { describeBreak } from "@/lib/adapters/toapis/answer";
import { cleanText } from "@/lib/adapters/toapis/clean-text";
import {
  BlockedAddressError,
  type NetworkRules,
  urlRefusal,
} from "@/lib/adapters/toapis/guarded-connector";
import type { PartFile } from "@/lib/adapters/toapis/part-file";
import type { DownloadOutcome } from "@/lib/ports/gateway";
import { StorageError } from "@/lib/ports/object-storage";

const REDIRECTS_MAX = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const GONE: ReadonlySet<number> = new Set([403, 404, 410]);

export type DownloadFailure = Extract<DownloadOutcome, { ok: false }>;

/** How results are fetched. */
export type ResultHost = {
  agent: Agent;
  rules: NetworkRules;
  userAgent: string;
  sizeBytesMax: number;
};

/** One result on its way into its file. */
export type Transfer = {
  url: URL;
  file: PartFile;
  /** For If-Range; null when nothing proves that the rest belongs to what is there. */
  validator: string | null;
  signal: AbortSignal;
};

const failure = (reason: DownloadFailure["reason"], detail: string): DownloadFailure => ({
  ok: false,
  reason,
  detail: cleanText(detail, ""),
});

/** Goes on where the last attempt broke off. Null when the file is complete. @throws {StorageError} */
export async function attemptDownload(
  host: ResultHost,
  transfer: Transfer,
): Promise<DownloadFailure | null> {
  try {
    if (!transfer.validator) await transfer.file.restart();
    return await follow(host, transfer);
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    return cause instanceof BlockedAddressError
      ? failure("blocked", cause.message)
      : failure("unreachable", describeBreak(cause));
  }
}

/** By hand, because each stop is checked like the first address. */
async function follow(host: ResultHost, transfer: Transfer): Promise<DownloadFailure | null> {
  let url = transfer.url;
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
    const refusal = urlRefusal(url, host.rules);
    if (refusal) return failure("blocked", refusal);
    const response = await request(host, transfer, url);
    if (!REDIRECTS.has(response.statusCode)) return receive(host, transfer, response);
    response.body.destroy();
    const next = URL.parse(String(response.headers["location"]), url);
    if (!next) return failure("blocked", "The redirect leads nowhere");
    url = next;
  }
  return failure("blocked", `More than ${REDIRECTS_MAX} redirects`);
}

async function request(
  { agent, userAgent }: ResultHost,
  { file, validator, signal }: Transfer,
  url: URL,
): Promise<Dispatcher.ResponseData> {
  const response = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: "GET",
    signal,
    headers: {
      "user-agent": userAgent,
      ...(validator && { range: `bytes=${file.sizeBytes}-`, "if-range": validator }),
    },
  });
  // A body that breaks while nobody reads it must not end the process; a reader still sees the error.
  response.body.on("error", () => undefined);
  return response;
}

async function receive(
  { sizeBytesMax }: ResultHost,
  transfer: Transfer,
  { statusCode, headers, body }: Dispatcher.ResponseData,
): Promise<DownloadFailure | null> {
  const { file } = transfer;
  const isRest = statusCode === 206 && validatorOf(headers) === transfer.validator;
  const refuse = (reason: DownloadFailure["reason"], detail: string) => {
    body.destroy();
    return failure(reason, detail);
  };
  if (GONE.has(statusCode)) return refuse("gone", `HTTP ${statusCode}`);
  if (statusCode !== 200 && !(isRest && startOf(headers) === file.sizeBytes)) {
    // A wrong rest: what is there cannot be continued.
    if (statusCode === 206 || statusCode === 416) transfer.validator = null;
    return refuse("unreachable", `HTTP ${statusCode}`);
  }
  if (statusCode === 200) await file.restart();
  transfer.validator = validatorOf(headers);
  if (Number(headers["content-length"]) > sizeBytesMax - file.sizeBytes) {
    return refuse("too_large", `More than ${sizeBytesMax} bytes`);
  }
  for await (const chunk of body) {
    if (file.sizeBytes + chunk.length > sizeBytesMax) {
      return failure("too_large", `More than ${sizeBytesMax} bytes`);
    }
    await file.append(chunk);
  }
  return null;
}

type Headers = Dispatcher.ResponseData["headers"];

/** A weak ETag promises the same picture, not the same bytes. */
function validatorOf({ etag, "last-modified": modified }: Headers): string | null {
  if (typeof etag === "string" && !etag.startsWith("W/")) return etag;
  return typeof modified === "string" ? modified : null;
}

function startOf({ "content-range": range }: Headers): number | null {
  const start = /^bytes (\d+)-/.exec(String(range))?.[1];
  return start === undefined ? null : Number(start);
}
