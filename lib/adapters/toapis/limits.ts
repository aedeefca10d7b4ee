import type { Dispatcher } from "undici";
import type { LimitCategory, LimitFacts } from "@/lib/ports/rate-limits";

type Headers = Dispatcher.ResponseData["headers"];

/** What the headers say; `category` is null when they do not name one. */
export type StatedLimits = Pick<LimitFacts, "limitPerMinute" | "remaining" | "resetAt"> & {
  category: LimitCategory | null;
};

/** Contract, section 1: `X-RateLimit-*`. Whatever cannot be read is null. */
export function readLimits(headers: Headers): StatedLimits {
  return {
    category: categoryOf(headers["x-ratelimit-category"]),
    limitPerMinute: wholeNumber(headers["x-ratelimit-limit"]),
    remaining: wholeNumber(headers["x-ratelimit-remaining"]),
    resetAt: readReset(wholeNumber(headers["x-ratelimit-reset"]), headers["date"]),
  };
}

type Header = Headers[string];

const wholeNumber = (header: Header) =>
  typeof header === "string" && /^\d{1,15}$/.test(header) ? Number(header) : null;

function categoryOf(header: Header): LimitCategory | null {
  if (header === "async_submit") return "submit";
  return header === "async_query" ? "query" : null;
}

/** A day in seconds: no account is refused for longer, and no Unix time is smaller. */
const SECONDS_LEFT_MAX = 86_400;
const MILLISECONDS_FROM = 1e12;

/** Unix time in seconds or milliseconds, or the seconds that are left by the answer's own clock. */
function readReset(figure: number | null, date: Header): Date | null {
  if (figure === null) return null;
  if (figure >= MILLISECONDS_FROM) return new Date(figure);
  if (figure > SECONDS_LEFT_MAX) return new Date(figure * 1_000);
  const answeredAt = Date.parse(String(date));
  return Number.isNaN(answeredAt) ? null : new Date(answeredAt + figure * 1_000);
}
