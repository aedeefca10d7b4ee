import type { Transaction } from "@/lib/ports/database";

export type LimitCategory = "submit" | "query";

/** What an answer of the gateway says of its limits. */
export type LimitFacts = {
  category: LimitCategory;
  limitPerMinute: number | null;
  /** It refused for being asked too often. */
  isLimited: boolean;
  retryAfterMs: number | null;
};

/** How fast all processes together ask one account. */
export interface RateLimits {
  /** Sends of an account that may be under way at once, from their turn to their answer: uploads are in it too. */
  readonly sendsMax: number;
  /** Takes the next turn. Milliseconds until it comes; 0 when it is now. */
  take(account: string, category: LimitCategory): Promise<number>;
  /** Takes up to `count` turns that are free now. */
  takeFree(
    tx: Transaction,
    turns: { account: string; category: LimitCategory; count: number },
  ): Promise<{ granted: number; nextInMs: number }>;
  /** After a standstill: from the slowest upwards again. */
  restart(account: string, category: LimitCategory): Promise<void>;
  /** Halves on a refusal, sends also on that of a look, and never exceeds half of what the gateway states. */
  learn(account: string, facts: LimitFacts): Promise<void>;
}
