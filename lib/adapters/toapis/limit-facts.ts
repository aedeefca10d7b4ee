import type { Answer } from "@/lib/adapters/toapis/answer";
import { statusWithin } from "@/lib/adapters/toapis/failure-codes";
import { readFault } from "@/lib/adapters/toapis/wire";
import type { LimitCategory, LimitFacts } from "@/lib/ports/rate-limits";

export type OnLimits = (facts: LimitFacts) => Promise<void>;

/**
 * Passes on what an answer says of the account's limits. Nobody waits for it and its failure costs nothing but the
 * lesson: the answer itself may be one that was paid for.
 */
export function reportLimits(
  onLimits: OnLimits | undefined,
  answer: Answer,
  usual: LimitCategory | null,
): void {
  const { category, ...stated } = answer.limits;
  const spoken = category ?? usual;
  if (!onLimits || !spoken) return;
  const { retryAfterMs } = answer;
  const facts = { ...stated, category: spoken, isLimited: isLimited(answer), retryAfterMs };
  onLimits(facts).catch(() => undefined);
}

function isLimited({ status, json }: Answer): boolean {
  const fault = status >= 200 && status < 300 ? readFault(json) : null;
  return status === 429 || (fault !== null && statusWithin(fault) === 429);
}
