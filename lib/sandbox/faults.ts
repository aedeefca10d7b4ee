import type { IncomingMessage } from "node:http";
import {
  type Answer,
  contentPolicyViolation,
  internalError,
  json,
  paymentRequired,
  rateLimitExceeded,
  unauthorized,
} from "@/lib/sandbox/answers";
import type { Task } from "@/lib/sandbox/store";
import { resultOf } from "@/lib/sandbox/task-view";

/** What goes wrong with a create call, in up to three places. What a fault leaves out goes well. */
export type Fault = {
  /** Instead of taking the task: nothing is charged. Null lets it through this time. */
  refuse?: (asked: { subject: string; at: number }) => Answer | null;
  /** Instead of the answer, when the task exists and is charged. */
  answer?: (made: {
    task: Task;
    painted: Promise<void>;
    call: { origin: string };
  }) => Answer | Promise<Answer>;
  /** How the task ends. */
  failure?: NonNullable<Task["failure"]>;
};

const RETRY_AFTER_SECONDS = 2;

/**
 * Ids of the fault catalogue → behaviour. Chosen by the end of the key (`sk-sandbox-F16`), by the header
 * `x-sandbox-fault`, or by `POST /__sandbox/script`. P00 is ours: a task that plainly fails.
 */
const createFaults = (): Record<string, Fault> => ({
  F01: {},
  F03: { refuse: refuseOncePerVariant() },
  F09: { refuse: internalError },
  F10: { answer: internalError },
  F16: { answer: () => "reset" },
  F27: { refuse: contentPolicyViolation },
  F28: { refuse: unauthorized },
  F30: { refuse: paymentRequired },
  F46: {
    answer: async ({ task, painted, call }) => {
      await painted;
      return json(200, { result: resultOf(task, call.origin) });
    },
  },
  P00: { failure: { code: "generation_failed", message: "task failed" } },
  P27: {
    failure: {
      code: "generation_failed",
      message: "call upstream API failed: IMAGE_SAFETY, blocked by the safety policy",
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

export const FAULT_IDS: ReadonlySet<string> = new Set(Object.keys(createFaults()));

/** Which fault a create call meets: first the script, then the header, then the key. */
export function createFaultPicker() {
  let table = createFaults();
  let script: (string | null)[] = [];
  return {
    /** Null is a good one. */
    play(ids: readonly (string | null)[]) {
      script = [...ids];
    },
    pick({ request, key }: { request: IncomingMessage; key: { secret: string } }): Fault {
      const scripted = script.shift();
      if (scripted !== undefined) return table[scripted ?? "F01"] ?? {};
      const header = request.headers["x-sandbox-fault"];
      const byKey = /-([A-Z]\d\d)$/.exec(key.secret)?.[1];
      return table[typeof header === "string" ? header : (byKey ?? "F01")] ?? {};
    },
    reset() {
      table = createFaults();
      script = [];
    },
  };
}
