import { ulid } from "ulid";
import {
  type Answer,
  html,
  internalError,
  json,
  rateLimitExceeded,
  reset,
  taskNotFound,
} from "@/lib/sandbox/answers";
import type { Call } from "@/lib/sandbox/call";
import type { Asked, FaultTable, Made, StatusFault } from "@/lib/sandbox/faults/fault";
import { firstTimes, inTurn, stormAnswer, untilWaited } from "@/lib/sandbox/faults/turns";
import {
  chunkedWithoutEnd,
  drip,
  fin,
  giant,
  half,
  lyingLengths,
  silence,
} from "@/lib/sandbox/faults/wire";
import type { Task } from "@/lib/sandbox/store";
import { queuedView, resultOf, resultUrlOf } from "@/lib/sandbox/task-view";

const SLOW_MS = 45_000;
const LATE_MS = 90_000;
/** The longest wait that a client owes to a Retry-After. */
const HUGE_WAIT_MS = 3_600_000;
const STORM_REQUESTS = 200;
/** How far the gateway's clock may be from everybody else's. */
const SKEW_MS = 10 * 60_000;
const STRANGER = "somebody-else";

/** Section 1 of the catalogue, but for plain refusals: see `refusals.ts`. Rows of several forms end in a letter. */
export const createFaults = (): FaultTable => ({
  F01: {},
  F02: { answer: answerSlowly },
  F03: { refuse: untilWaited(2_000, () => rateLimitExceeded({ "retry-after": "2" })) },
  F04: { refuse: untilWaited(3_000, refuseUntilDate) },
  F05: { refuse: inTurn(...Array.from({ length: 3 }, () => () => rateLimitExceeded({}))) },
  F06: { refuse: firstTimes(STORM_REQUESTS, ({ at }) => stormAnswer("async_submit", at)) },
  F07: { refuse: untilWaited(HUGE_WAIT_MS, () => rateLimitExceeded({ "retry-after": "86400" })) },
  F08: {
    refuse: inTurn(...GARBAGE.map((after) => () => rateLimitExceeded({ "retry-after": after }))),
  },
  F09: { refuse: internalError },
  F10: { answer: internalError },
  F11: { answer: () => html(502, "Bad Gateway") },
  F12: { refuse: untilWaited(2_000, limiterDown) },
  F12b: { refuse: () => json(503, { error: { message: "Service Unavailable" } }) },
  F13: { answer: () => html(504, "Gateway Time-out") },
  // A reset of the connection itself comes before any key: POST /__sandbox/connections.
  F14: { receive: () => reset },
  F15: { receive: resetInMiddle },
  F16: { answer: () => reset },
  F17: { answer: () => fin },
  F18: { answer: ({ task }) => half(queuedView(task)) },
  F19: { answer: ({ task }) => chunkedWithoutEnd(queuedView(task)) },
  F20: { answer: () => html(200, "Are you human?") },
  F21: { answer: () => json(200, {}) },
  F21b: { answer: () => ({ status: 200, headers: {}, body: "" }) },
  F23: { refuse: untilWaited(2_000, tooManyWithin200) },
  F23b: { refuse: () => json(200, { error: { code: "insufficient_quota", message: "No quota" } }) },
  F23c: { answer: () => json(200, { status_code: 1, reason: "busy" }) },
  F24: { answer: redirect },
  F25: { answer: answerWithEarlierId },
  F26: { answer: answerWithForeignId, status: tellStranger },
  F34: { answer: ({ call }) => silence(call.sandbox.clock) },
  F35: { answer: ({ call }) => drip(call.sandbox.clock) },
  F37: { answer: ({ task }) => giant(queuedView(task)) },
  F40: { answer: ({ task }) => lyingLengths.withChunks(queuedView(task)) },
  F40b: { answer: ({ task }) => lyingLengths.negative(queuedView(task)) },
  F40c: { answer: ({ task }) => lyingLengths.twice(queuedView(task)) },
  F42: { call: closeStaleConnection() },
  F43: { charge: (listed) => listed * 3 },
  F46: { answer: answerWithResult },
  F47: { answer: ({ task }) => json(201, wrapped({ task_id: task.id, status: "queued" })) },
  F47b: { answer: ({ task }) => json(202, wrapped({ id: task.id, status: 1 })) },
  F47c: { answer: ({ task }) => json(200, { ...queuedView(task), status: "QUEUED" }) },
  ...lookupFaults(),
  F49: { answer: answerTwice },
});

/** F48: the POST broke off, and the look-up by the client's own id says this or that. */
const lookupFaults = (): FaultTable => {
  const isEarly = (task: Task, at: number, { clock }: Call["sandbox"]) =>
    at < task.acceptedAt + clock.scaled(LATE_MS);
  const untilLate =
    (answer: () => Answer): StatusFault =>
    ({ task, at, call }) =>
      isEarly(task, at, call.sandbox) ? answer() : null;
  return {
    F48: { answer: () => reset },
    F48b: { refuse: () => reset },
    F48c: { refuse: () => reset, missing: () => json(400, { message: "task_not_exist" }) },
    F48d: { answer: () => reset, status: untilLate(taskNotFound) },
    F48e: { answer: () => reset, status: untilLate(internalError) },
  };
};

/** Retry-After of F08: nothing that tells a time. */
const GARBAGE = ["-5", "soon", "Tue, 24 Nov 2020 10:00:00 GMT", ["1", "2"]];

const wrapped = (data: object) => ({ success: true, data });

async function answerSlowly({ task, call }: Made) {
  await call.sandbox.clock.sleep(SLOW_MS);
  return json(200, queuedView(task));
}

function refuseUntilDate({ at }: Asked) {
  const date = at + SKEW_MS;
  return rateLimitExceeded({
    date: new Date(date).toUTCString(),
    "retry-after": new Date(date + 3_000).toUTCString(),
  });
}

const limiterDown = () =>
  json(
    503,
    {
      error: {
        code: "rate_limit_unavailable",
        message: "The async task submit limiter is temporarily unavailable",
      },
    },
    { "retry-after": "2" },
  );

const tooManyWithin200 = () =>
  json(200, { code: 429, message: "Too many requests", data: null }, { "retry-after": "2" });

async function resetInMiddle({ request }: Call) {
  const half = Number(request.headers["content-length"] ?? 0) / 2;
  let seen = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    seen += chunk.length;
    if (seen >= half) break;
  }
  return reset;
}

/** To this very sandbox under its other name: a client that follows is found in the ledger and among the requests. */
function redirect({ call: { origin, url } }: Made) {
  const other = new URL(url.pathname, origin);
  other.hostname = other.hostname === "localhost" ? "127.0.0.1" : "localhost";
  return json(307, {}, { location: other.href });
}

function answerWithEarlierId({ task, call }: Made) {
  const earlier = call.sandbox.store.tasks.find(
    ({ id, key }) => id !== task.id && key === task.key,
  );
  return json(200, { ...queuedView(task), id: (earlier ?? task).id });
}

function answerWithForeignId({ task, call }: Made) {
  const id = `tsk_img_${ulid()}`;
  call.sandbox.store.addTask({
    ...task,
    id,
    clientBusinessId: `order-${id.slice(-6)}`,
    key: STRANGER,
    prompt: "a stranger's living room",
    chargedMicroUsd: 0,
  });
  return json(200, { ...queuedView(task), id });
}

const tellStranger: StatusFault = ({ task, view }) =>
  task.key === STRANGER ? json(200, { ...view, prompt: task.prompt }) : null;

async function answerWithResult({ task, painted, call }: Made) {
  await painted;
  return json(200, { result: resultOf(resultUrlOf(task, call.origin)) });
}

/** As if a repeat had been paid again: the answer names the second task, a look-up finds the first. */
function answerTwice({ task, call }: Made) {
  const second = { ...task, id: `tsk_img_${ulid()}` };
  call.sandbox.store.addTask(second);
  return json(200, queuedView(second));
}

/** An idle connection is closed in the moment in which it is used again. */
function closeStaleConnection() {
  const used = new WeakSet<object>();
  return ({ request: { socket } }: Call) => {
    if (used.has(socket)) return reset;
    used.add(socket);
    return null;
  };
}
