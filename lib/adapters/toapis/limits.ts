import type { Dispatcher } from "undici";
import type { LimitCategory, LimitFacts } from "@/lib/ports/rate-limits";

type Headers = Dispatcher.ResponseData["headers"];

/** What the headers say; `category` is null when they do not name one. */
export type StatedLimits = Pick<LimitFacts, "limitPerMinute"> & {
  category: LimitCategory | null;
};

/** Contract, section 1: `X-RateLimit-*`. Whatever cannot be read is null. */
export function readLimits(headers: Headers): StatedLimits {
  return {
    category: categoryOf(headers["x-ratelimit-category"]),
    limitPerMinute: wholeNumber(headers["x-ratelimit-limit"]),
  };
}

type Header = Headers[string];

const wholeNumber = (header: Header) =>
  typeof header === "string" && /^\d{1,15}$/.test(header) ? Number(header) : null;

function categoryOf(header: Header): LimitCategory | null {
  if (header === "async_submit") return "submit";
  return header === "async_query" ? "query" : null;
}
