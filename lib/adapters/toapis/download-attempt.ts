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
/** A certificate that nobody vouches for, or a TLS of another age: no repeat makes the host the right one. */
const UNTRUSTED =
  /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_|INVALID_|ERR_TLS_CERT_|ERR_SSL_.*PROTOCOL)/;

export type DownloadFailure = Extract<DownloadOutcome, { ok: false }>;

/** How results are fetched. */
type ResultHost = {
  agent: Agent;
  rules: NetworkRules;
  userAgent: string;
  sizeBytesMax: number;
  /** Averaged over `stallMs`; slower ones end. */
  bytesPerSecondMin: number;
  stallMs: number;
};

/** One result on its way into its file. */
type Transfer = { url: URL; file: PartFile; signal: AbortSignal };

export const failure = (reason: DownloadFailure["reason"], detail: string): DownloadFailure => ({
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
    return await follow(host, transfer);
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    if (cause instanceof BlockedAddressError) return failure("blocked", cause.message);
    return failure(isUntrusted(cause) ? "blocked" : "unreachable", describeBreak(cause));
  }
}

const isUntrusted = (cause: unknown) =>
  cause instanceof Error &&
  "code" in cause &&
  typeof cause.code === "string" &&
  UNTRUSTED.test(cause.code);

/** By hand, because each stop is checked like the first address. */
async function follow(host: ResultHost, transfer: Transfer): Promise<DownloadFailure | null> {
  let url = transfer.url;
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
    const refusal = urlRefusal(url, host.rules);
    if (refusal) return failure("blocked", refusal);
    const response = await request(host, transfer, url);
    if (!REDIRECTS.has(response.statusCode)) return receive(host, transfer.file, response);
    response.body.destroy();
    const next = URL.parse(String(response.headers["location"]), url);
    if (!next) return failure("blocked", "The redirect leads nowhere");
    // The exception is for whom the gateway names, not for whom a stranger sends us to.
    if (next.origin !== url.origin && host.rules.privateOrigins.includes(next.origin)) {
      return failure("blocked", `The redirect to ${next.origin} leads inside`);
    }
    url = next;
  }
  return failure("blocked", `More than ${REDIRECTS_MAX} redirects`);
}

async function request(
  { agent, userAgent }: ResultHost,
  { file: { validator, sizeBytes }, signal }: Transfer,
  url: URL,
): Promise<Dispatcher.ResponseData> {
  const response = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: "GET",
    signal,
    headers: {
      "user-agent": userAgent,
      "accept-encoding": "identity",
      ...(validator && { range: `bytes=${sizeBytes}-`, "if-range": validator }),
    },
  });
  // A body that breaks while nobody reads it must not end the process; a reader still sees the error.
  response.body.on("error", () => undefined);
  return response;
}

async function receive(
  host: ResultHost,
  file: PartFile,
  { statusCode, headers, body }: Dispatcher.ResponseData,
): Promise<DownloadFailure | null> {
  const refuse = (reason: DownloadFailure["reason"], detail: string) => {
    body.destroy();
    return failure(reason, detail);
  };
  if (GONE.has(statusCode)) return refuse("gone", `HTTP ${statusCode}`);
  if (statusCode === 200) {
    await file.restart({ validator: validatorOf(headers), totalBytes: lengthOf(headers) });
  } else if (statusCode !== 206 || !isRestOf(file, headers)) {
    // A wrong rest: what is there cannot be continued.
    if (statusCode === 206 || statusCode === 416) await file.restart(null);
    return refuse("unreachable", `HTTP ${statusCode}`);
  }
  const totalBytes = file.source?.totalBytes ?? null;
  const tooLarge = `More than ${host.sizeBytesMax} bytes`;
  if (totalBytes !== null && totalBytes > host.sizeBytesMax) return refuse("too_large", tooLarge);
  if (!(await store(host, file, body))) return failure("too_large", tooLarge);
  if (totalBytes === null || file.isComplete) return null;
  if (file.sizeBytes > totalBytes) await file.restart(null);
  return failure("unreachable", `Not the ${totalBytes} bytes that were announced`);
}

/** False when there would be too many bytes. @throws what broke the body off, slowness too */
async function store(
  { sizeBytesMax, bytesPerSecondMin, stallMs }: ResultHost,
  file: PartFile,
  body: Dispatcher.ResponseData["body"],
): Promise<boolean> {
  let sizeBytesBefore = file.sizeBytes;
  const pace = setInterval(() => {
    const bytesPerSecond = ((file.sizeBytes - sizeBytesBefore) / stallMs) * 1_000;
    if (bytesPerSecond < bytesPerSecondMin) {
      body.destroy(new Error(`Slower than ${bytesPerSecondMin} bytes per second`));
    }
    sizeBytesBefore = file.sizeBytes;
  }, stallMs);
  try {
    for await (const chunk of body) {
      if (file.sizeBytes + chunk.length > sizeBytesMax) return false;
      await file.append(chunk);
    }
    return true;
  } finally {
    clearInterval(pace);
  }
}

type Headers = Dispatcher.ResponseData["headers"];

/** A weak ETag promises the same picture, not the same bytes. */
function validatorOf({ etag, "last-modified": modified }: Headers): string | null {
  if (typeof etag === "string" && !etag.startsWith("W/")) return etag;
  return typeof modified === "string" ? modified : null;
}

function lengthOf({ "content-length": length }: Headers): number | null {
  return typeof length === "string" ? Number(length) : null;
}

/** Whether the body begins where the file ends, and is of the same file. */
function isRestOf({ source, sizeBytes, validator }: PartFile, headers: Headers): boolean {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(String(headers["content-range"]));
  if (!range || !validator || validatorOf(headers) !== validator) return false;
  const [, start, total] = range;
  const isSameSize = total === "*" || Number(total) === (source?.totalBytes ?? Number(total));
  return Number(start) === sizeBytes && isSameSize;
}
