export type RateCategory = "async_submit" | "async_query";

/** Default group: requests in a minute and in ten seconds (docs.toapis.com, rate limits, read 2026-08-20). */
const LIMITS: Record<RateCategory, { perMinute: number; perTenSeconds: number }> = {
  async_submit: { perMinute: 300, perTenSeconds: 50 },
  async_query: { perMinute: 3_000, perTenSeconds: 500 },
};

export type RateVerdict = { isAllowed: boolean; headers: Record<string, string> };

/** Sliding windows of the account: all keys share them. Refused requests do not count. */
export function createRateLimiter({ speed, now }: { speed: number; now: () => number }) {
  const taken: Record<RateCategory, number[]> = { async_submit: [], async_query: [] };
  const minuteMs = 60_000 / speed;
  const tenSecondsMs = 10_000 / speed;

  return {
    reset() {
      taken.async_submit = [];
      taken.async_query = [];
    },
    take(category: RateCategory): RateVerdict {
      const at = now();
      const { perMinute, perTenSeconds } = LIMITS[category];
      const times = taken[category].filter((time) => time > at - minuteMs);
      taken[category] = times;
      const freeAt = Math.max(
        (times.at(-perMinute) ?? Number.NEGATIVE_INFINITY) + minuteMs,
        (times.at(-perTenSeconds) ?? Number.NEGATIVE_INFINITY) + tenSecondsMs,
      );
      const isAllowed = freeAt <= at;
      if (isAllowed) times.push(at);
      const headers = {
        "x-ratelimit-limit": String(perMinute),
        "x-ratelimit-remaining": String(Math.max(0, perMinute - times.length)),
        "x-ratelimit-reset": String(Math.ceil(((times[0] ?? at) + minuteMs) / 1_000)),
        "x-ratelimit-category": category,
      };
      if (isAllowed) return { isAllowed, headers };
      const retryAfter = String(Math.max(1, Math.ceil((freeAt - at) / 1_000)));
      return { isAllowed, headers: { ...headers, "retry-after": retryAfter } };
    },
  };
}
