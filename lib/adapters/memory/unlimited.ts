import type { LimitFacts, RateLimits } from "@/lib/ports/rate-limits";

/** An account that may always be asked. `heard` are the facts that its answers told. */
export function unlimitedRate() {
  const heard: LimitFacts[] = [];
  const rateLimits: RateLimits = {
    sendsMax: 8,
    take: async () => 0,
    takeFree: async (_tx, { count }) => ({ granted: count, nextInMs: 1 }),
    restart: async () => {},
    async learn(_account, facts) {
      heard.push(facts);
    },
  };
  return { rateLimits, heard };
}
