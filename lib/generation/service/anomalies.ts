import "server-only";

import {
  EMPTY_RESULTS_MAX,
  LATE_LOOK_DELAYS_MS,
  lookupDelayMs,
  pollDelayMs,
} from "@/lib/generation/policy";
import {
  acceptedAt,
  estimated,
  type Followed,
  type FollowPorts,
  failVariant,
  moveVariant,
  msSince,
  msUntilDue,
  openGateway,
  waitFor,
} from "@/lib/generation/service/engine";
import { GatewayError, type TaskLookup, type TaskState } from "@/lib/ports/gateway";

type Found = Extract<TaskLookup, { found: true }>;

/** Completed, and no picture named: believed only after it was said several times. */
export async function settleEmpty(
  ports: FollowPorts,
  followed: Followed,
  rawAnswer: string | null,
): Promise<void> {
  const { work, attempt, usable } = followed;
  // A look that somebody asked for makes it no surer.
  const untilDueMs = msUntilDue(ports, work.variant);
  const emptyResultCount = work.variant.emptyResultCount + (untilDueMs > 0 ? 0 : 1);
  if (emptyResultCount < EMPTY_RESULTS_MAX) {
    const afterMs = untilDueMs || nextPollMs(ports, followed);
    await moveVariant(
      ports,
      {
        variant: work.variant,
        to: work.variant.status,
        set: { emptyResultCount, waitReason: null },
      },
      { next: { name: "follow", afterMs } },
    );
    return;
  }
  await failVariant(ports, work.variant, {
    code: "result_missing",
    detail: rawAnswer,
    charge: estimated(work.variant),
    attention: "paid_result_lost",
    next: { name: "follow", afterMs: LATE_LOOK_DELAYS_MS[0] / usable.speed },
    also: async (tx) => {
      if (rawAnswer) await ports.engine.saveRawAnswer(tx, attempt.id, rawAnswer);
    },
  });
}

/** Only where the gateway names our own id can a foreign task be told from ours. */
export const isAnotherTask = ({ attempt }: Followed, { clientBusinessId }: Found) =>
  clientBusinessId != null && clientBusinessId !== attempt.clientBusinessId;

export async function settleMismatch(
  ports: FollowPorts,
  { work: { variant }, usable }: Followed,
  { taskId, clientBusinessId }: Found,
): Promise<void> {
  await moveVariant(
    ports,
    {
      variant,
      to: "unknown",
      set: { attention: "contract_mismatch", waitReason: null },
      event: { kind: "attention", detail: `Task ${taskId} belongs to ${clientBusinessId}` },
    },
    // It may have been one wrong answer: ours is still looked for.
    { next: { name: "follow", afterMs: lookupDelayMs(0) / usable.speed } },
  );
}

/**
 * The first task of a send when it made two: ours then is the second. Only our own id tells, and where it
 * cannot be asked the balance does.
 */
export async function findFirstOfTwo(
  ports: FollowPorts,
  { work, attempt: { taskId, clientBusinessId }, usable }: Followed,
): Promise<string | null> {
  const isAsked = work.variant.resultUrls.length > 0;
  if (!taskId || isAsked) return null;
  try {
    const first = await openGateway(ports, usable).findTask(clientBusinessId);
    const isOurs = first.found && first.clientBusinessId === clientBusinessId;
    return isOurs && first.taskId !== taskId ? first.taskId : null;
  } catch (cause) {
    if (cause instanceof GatewayError) return null;
    throw cause;
  }
}

/** One send, two tasks: the first goes on, the second is shown as paid twice. */
export async function settleTwice(
  ports: FollowPorts,
  { work: { variant }, attempt }: Followed,
  firstId: string,
): Promise<void> {
  await moveVariant(
    ports,
    {
      variant,
      to: variant.status,
      set: { attention: "paid_twice" },
      event: { kind: "attention", detail: `A second task: ${attempt.taskId}` },
    },
    {
      next: { name: "follow", afterMs: 0 },
      also: (tx) =>
        ports.engine.closeAttempt(tx, attempt.id, {
          outcome: "accepted",
          reason: null,
          taskId: firstId,
        }),
    },
  );
}

/** A failure that came good after all: it was paid for, so the picture is delivered. */
export async function settleLate(
  ports: FollowPorts,
  { work: { variant }, usable }: Followed,
  lookup: TaskLookup,
): Promise<void> {
  const state: TaskState | null = lookup.found ? lookup.state : null;
  if (state?.status === "completed" && state.resultUrls.length > 0) {
    await moveVariant(
      ports,
      {
        variant,
        to: "submitted",
        set: {
          failureCode: null,
          failureDetail: null,
          endedAt: null,
          attention: "late_success",
          emptyResultCount: 0,
        },
        event: { kind: "found", detail: "It succeeded after all" },
      },
      { next: { name: "follow", afterMs: 0 }, charge: estimated(variant) },
    );
    return;
  }
  const sinceMs = msSince(ports, variant.endedAt ?? variant.statusChangedAt) * usable.speed;
  const nextMs = LATE_LOOK_DELAYS_MS.find((delayMs) => delayMs > sinceMs * 1.01);
  if (nextMs === undefined) return;
  await waitFor(
    ports,
    { variant },
    { reason: null, next: { name: "follow", afterMs: (nextMs - sinceMs) / usable.speed } },
  );
}

export const nextPollMs = (ports: FollowPorts, followed: Followed) =>
  pollDelayMs(msSince(ports, acceptedAt(followed)), ports.clock.random()) / followed.usable.speed;
