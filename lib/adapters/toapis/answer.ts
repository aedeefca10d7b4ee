import { finished } from "node:stream/promises";
import { type Dispatcher, errors } from "undici";
import { readLimits, type StatedLimits } from "@/lib/adapters/toapis/limits";

/** Of an answer of the API; ours are a few hundred bytes. */
export const ANSWER_BYTES_MAX = 1024 * 1024;
const RETRY_AFTER_MAX_MS = 60 * 60_000;

/** A complete answer. */
export type Answer = {
  status: number;
  text: string;
  /** Undefined when the body is not JSON. */
  json: unknown;
  retryAfterMs: number | null;
  limits: StatedLimits;
};

/** The answer broke off after its head. */
export class CutAnswerError extends Error {
  override readonly name = "CutAnswerError";

  constructor(
    /** What had come until then. */
    readonly text: string,
    cause: unknown,
  ) {
    super("The answer was cut off", { cause });
  }
}

/** @throws {CutAnswerError} */
export async function readAnswer(response: Dispatcher.ResponseData): Promise<Answer> {
  const text = await readText(response.body);
  const { "retry-after": retryAfter, date } = response.headers;
  return {
    status: response.statusCode,
    text,
    json: parseJson(text),
    retryAfterMs: parseRetryAfter(retryAfter, date),
    limits: readLimits(response.headers),
  };
}

async function readText(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  body.on("data", (chunk: Buffer) => chunks.push(chunk));
  const textSoFar = () => Buffer.concat(chunks).toString();
  try {
    await finished(body);
  } catch (cause) {
    throw new CutAnswerError(textSoFar(), cause);
  }
  return textSoFar();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Header = string | string[] | undefined;

/** Seconds, or a date that is read against the answer's own clock. Null for anything else. */
export function parseRetryAfter(retryAfter: Header, date: Header): number | null {
  if (typeof retryAfter !== "string") return null;
  if (/^\d+$/.test(retryAfter)) return Math.min(Number(retryAfter) * 1_000, RETRY_AFTER_MAX_MS);
  if (!retryAfter.endsWith(" GMT") || typeof date !== "string") return null;
  const waitMs = Date.parse(retryAfter) - Date.parse(date);
  return waitMs > 0 ? Math.min(waitMs, RETRY_AFTER_MAX_MS) : null;
}

/** Words for what broke a call off: `ECONNREFUSED`, `The answer was too large`. */
export function describeBreak(cause: unknown): string {
  if (cause instanceof CutAnswerError) return describeBreak(cause.cause);
  if (cause instanceof errors.ResponseExceededMaxSizeError) return "The answer was too large";
  if (!(cause instanceof Error)) return "The connection broke";
  if (cause.name === "TimeoutError") return "No complete answer in time";
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
  return cause.message ? `${code}: ${cause.message}` : code;
}
