import {
  contentPolicyViolation,
  internalError,
  json,
  paymentRequired,
  rateLimitExceeded,
  reset,
  unauthorized,
} from "@/lib/sandbox/answers";
import type { FaultTable } from "@/lib/sandbox/faults/fault";
import { resultOf, resultUrlOf } from "@/lib/sandbox/task-view";

const RETRY_AFTER_SECONDS = 2;

/** Section 1 of the catalogue. */
export const createFaults = (): FaultTable => ({
  F01: {},
  F03: { refuse: refuseOncePerVariant() },
  F09: { refuse: internalError },
  F10: { answer: internalError },
  F16: { answer: () => reset },
  F27: { refuse: contentPolicyViolation },
  F28: { refuse: unauthorized },
  F30: { refuse: paymentRequired },
  F46: {
    answer: async ({ task, painted, call }) => {
      await painted;
      return json(200, { result: resultOf(resultUrlOf(task, call.origin)) });
    },
  },
});

/**
 * Every try of a variant has a new client_business_id, so a second try is told by its time: a client that waits as
 * it was asked comes back after Retry-After, and takes the place of the oldest refusal.
 */
function refuseOncePerVariant() {
  const refusedAt = new Map<string, number[]>();
  return ({ subject, at }: { subject: string; at: number }) => {
    const times = refusedAt.get(subject) ?? [];
    refusedAt.set(subject, times);
    const [oldest] = times;
    if (oldest !== undefined && at - oldest >= RETRY_AFTER_SECONDS * 1_000) {
      times.shift();
      return null;
    }
    times.push(at);
    return rateLimitExceeded({ "retry-after": String(RETRY_AFTER_SECONDS) });
  };
}
