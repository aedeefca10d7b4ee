import { type Answer, rateLimitExceeded } from "@/lib/sandbox/answers";
import type { Asked } from "@/lib/sandbox/faults/fault";
import type { RateCategory } from "@/lib/sandbox/rate-limit";

// Faults that pass: each of these remembers what it did.

/**
 * Every try of a variant has a new client_business_id, so a second try is told by its time: a client that comes back
 * after `waitMs` takes the place of the oldest refusal.
 */
export function untilWaited(waitMs: number, refuse: (asked: Asked) => Answer) {
  const refusedAt = new Map<string, number[]>();
  return (asked: Asked) => {
    const times = refusedAt.get(asked.subject) ?? [];
    refusedAt.set(asked.subject, times);
    const [oldest] = times;
    if (oldest !== undefined && asked.at - oldest >= waitMs) {
      times.shift();
      return null;
    }
    times.push(asked.at);
    return refuse(asked);
  };
}

/** For each key and prompt: every one of the refusals in order, then one is let through, and so on. */
export function inTurn(...refusals: ((asked: Asked) => Answer)[]) {
  const turns = new Map<string, number>();
  return (asked: Asked) => {
    const turn = turns.get(asked.subject) ?? 0;
    turns.set(asked.subject, turn + 1);
    return refusals[turn % (refusals.length + 1)]?.(asked) ?? null;
  };
}

/** The first `count` times, whoever asks. */
export function firstTimes(count: number, refuse: (asked: Asked) => Answer) {
  let left = count;
  return (asked: Asked) => {
    left -= 1;
    return left >= 0 ? refuse(asked) : null;
  };
}

/** Counts how often each key came, this time included. */
export function counterOfKeys() {
  const counts = new Map<string, number>();
  return (label: string) => {
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    return count;
  };
}

/** 429 with everything that the contract knows to come with it. */
export const stormAnswer = (category: RateCategory, at: number) =>
  rateLimitExceeded({
    "retry-after": "1",
    "x-ratelimit-limit": category === "async_submit" ? "300" : "3000",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(Math.ceil(at / 1_000) + 1),
    "x-ratelimit-category": category,
  });
