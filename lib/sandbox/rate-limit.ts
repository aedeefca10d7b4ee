export type RateCategory = "async_submit" | "async_query";

/** Of the account. Ten seconds and a minute hold ten and sixty times as many. */
export type RateLimits = { submitPerSecond: number; queryPerSecond: number };

type RateVerdict = { isAllowed: boolean; headers: Record<string, string> };

/** Sliding windows of the account: all keys share them. Refused requests do not count. */
export function createRateLimiter({
  speed,
  now,
  limits,
}: {
  speed: number;
  now: () => number;
  limits: RateLimits;
}) {
  const taken: Record<RateCategory, number[]> = { async_submit: [], async_query: [] };
  let current = limits;
  const minuteMs = 60_000 / speed;
  const tenSecondsMs = 10_000 / speed;

  return {
    change(changed: RateLimits) {
      current = changed;
    },
    reset() {
      taken.async_submit = [];
      taken.async_query = [];
      current = limits;
    },
    take(category: RateCategory): RateVerdict {
      const at = now();
      const { perMinute, perTenSeconds } = windowsOf(category, current);
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

function windowsOf(category: RateCategory, { submitPerSecond, queryPerSecond }: RateLimits) {
  const perSecond = category === "async_submit" ? submitPerSecond : queryPerSecond;
  const within = (seconds: number) => Math.max(1, Math.round(perSecond * seconds));
  return { perMinute: within(60), perTenSeconds: within(10) };
}
