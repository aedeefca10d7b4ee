import { html, internalError, json, taskNotFound, unauthorized } from "@/lib/sandbox/answers";
import type { Fault, FaultTable, StatusFault, StatusRead } from "@/lib/sandbox/faults/fault";
import {
  answerForStranger,
  failHostilely,
  flipAfterCompleted,
  flipAfterFailed,
} from "@/lib/sandbox/faults/status-stories";
import { stormAnswer } from "@/lib/sandbox/faults/turns";
import { half } from "@/lib/sandbox/faults/wire";
import { resultUrlOf, unfinished } from "@/lib/sandbox/task-view";

const YOUNG_MS = 30_000;
const BAD_TIMES_MS = 10 * 60_000;
const STUCK_MS = 3 * 24 * 3_600_000;

/** Section 2 of the catalogue. Rows of several forms end in a letter. P00 is ours: a task that plainly fails. */
export const statusFaults = (): FaultTable => ({
  P00: { failure: { code: "generation_failed", message: "task failed" } },
  P01: { status: showProgress },
  P02: { status: first(...[140, -5, "NaN", "73%", null, 1e308].map(runningAt)) },
  P03: { status: first(runningAt(60), runningAt(20)) },
  P04: {
    status: flipAfterCompleted(
      first(runningAt(50), ({ view }) => json(200, unfinished(view, "queued", 0))),
      ({ view }) => json(200, unfinished(view, "in_progress", 50)),
    ),
  },
  P05: { status: first(cooking, cooking, cooking) },
  P06: spelled("SUCCESS"),
  P06b: spelled("succeed"),
  P06c: spelled(" Completed "),
  P07: completed(() => ({})),
  P08: completed(() => ({ result: { type: "image", data: [] } })),
  P09: completed((url) => ({ result: { type: "image", data: [{ url }, {}] } })),
  P10: completed((url) => ({
    result: { type: "image", data: [1, 2, 3].map((copy) => ({ url: `${url}?copy=${copy}` })) },
  })),
  P11: {
    status: flipAfterCompleted(
      () => null,
      ({ view }) => json(200, { ...unfinished(view, "failed", 0), error: TASK_FAILED }),
    ),
  },
  P12: {
    status: flipAfterFailed(({ view }) =>
      json(200, { ...unfinished(view, "failed", 0), error: TASK_FAILED }),
    ),
  },
  P13: { status: until(YOUNG_MS, taskNotFound) },
  P14: {
    status: ({ number, view }) =>
      number <= 2 ? json(200, unfinished(view, "in_progress", 50)) : taskNotFound(),
  },
  P15: { status: first(answerForStranger, answerForStranger) },
  P16: { durationMs: STUCK_MS },
  P17: {
    status: ({ number, at }) => (number > 1 && number <= 6 ? stormAnswer("async_query", at) : null),
  },
  P18: { status: until(BAD_TIMES_MS, ({ number }) => OUTAGE[number % OUTAGE.length]?.() ?? null) },
  P19: {
    status: ({ number, task, call }) =>
      number > 1 && call.key.label === task.key ? unauthorized() : null,
  },
  P20: {
    status: first(
      () => html(200, "Log in"),
      ({ view }) => half(view),
      () => html(504, "Gateway Time-out"),
    ),
  },
  P21: completed((url) => ({ data: { outputs: [{ url }] } })),
  P21b: completed((url) => ({ result: url })),
  P21c: completed((url) => ({ output: [url] })),
  P21d: completed((url) => ({ artifact: { href: url } })),
  P23: { failure: { code: "generation_failed", message: "hostile" }, status: failHostilely },
  P27: {
    failure: {
      code: "generation_failed",
      message: "call upstream API failed: IMAGE_SAFETY, blocked by the safety policy",
    },
    status: ({ view }) =>
      view.status === "failed" ? json(200, { ...view, status: "blocked" }) : null,
  },
});

const TASK_FAILED = { code: "generation_failed", message: "task failed" };
const OUTAGE = [
  () => html(503, "Service Unavailable"),
  internalError,
  () => html(502, "Bad Gateway"),
];

/** The first reads say so, one after the other; later ones tell the truth. */
function first(...steps: StatusFault[]): StatusFault {
  return (read) => steps[read.number - 1]?.(read) ?? null;
}

/** For so much of the gateway's time after the task was taken. */
function until(ms: number, answer: StatusFault): StatusFault {
  return (read) => {
    const { task, at, call } = read;
    return at < task.acceptedAt + call.sandbox.clock.scaled(ms) ? answer(read) : null;
  };
}

function runningAt(progress: unknown): StatusFault {
  return ({ view }) => json(200, unfinished(view, "in_progress", progress));
}

function cooking({ view }: StatusRead) {
  return json(200, unfinished(view, "cooking", 50));
}

function showProgress({ view, task, at }: StatusRead) {
  if (view.status !== "in_progress") return null;
  const share = (at - task.acceptedAt) / (task.completedAt - task.acceptedAt);
  return json(200, { ...view, progress: Math.min(90, Math.round(share * 100)) });
}

const spelled = (status: string): Fault => ({
  status: ({ view }) => (view.status === "completed" ? json(200, { ...view, status }) : null),
});

/** A completed task whose result is elsewhere, or nowhere. */
const completed = (place: (url: unknown) => object): Fault => ({
  status: ({ view, task, call }) => {
    if (view.status !== "completed") return null;
    const { result: _hidden, ...rest } = view;
    return json(200, { ...rest, ...place(resultUrlOf(task, call.origin)) });
  },
});
