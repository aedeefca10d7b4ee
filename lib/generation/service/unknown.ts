import "server-only";

import { LOOKUPS_END_MS, lookupDelayMs, mayProveAbsence } from "@/lib/generation/policy";
import { isAnotherTask } from "@/lib/generation/service/anomalies";
import {
  type Followed,
  type FollowPorts,
  failVariant,
  isOverdue,
  moveVariant,
  msSince,
  NOT_CHARGED,
  openGateway,
} from "@/lib/generation/service/engine";
import { ConflictError } from "@/lib/ports/database";
import { GatewayError, type TaskLookup } from "@/lib/ports/gateway";

/** A task that ended well within this time must still be found by its own id. */
const DAY_MS = 24 * 60 * 60_000;
/** A doubtful answer is asked again this soon at the latest. */
const DOUBT_DELAY_MAX_MS = 10 * 60_000;

/** Looks for the task of a send that nobody knows the outcome of. */
export async function settleUnknown(ports: FollowPorts, followed: Followed): Promise<void> {
  const { taskIdHint, taskId, clientBusinessId } = followed.attempt;
  if (taskIdHint && (await claimHint(ports, followed, taskIdHint))) return;
  let lookup = await ask(ports, followed, taskId ?? clientBusinessId);
  // What came under its task id is not ours: our own id may name the one that is.
  if (taskId && lookup?.found && isAnotherTask(followed, lookup))
    lookup = await ask(ports, followed, clientBusinessId);
  if (lookup === null) return plan(ports, followed, "doubtful");
  if (lookup.found && isAnotherTask(followed, lookup)) return plan(ports, followed, "unfinished");
  if (lookup.found) return adopt(ports, followed, lookup);
  return settleAbsent(ports, followed);
}

/** Null when the gateway could not be asked. */
async function ask(
  ports: FollowPorts,
  { usable }: Followed,
  id: string,
): Promise<TaskLookup | null> {
  try {
    return await openGateway(ports, usable).findTask(id);
  } catch (cause) {
    if (cause instanceof GatewayError) return null;
    throw cause;
  }
}

/** An id that a person pasted counts once it answers to our key. */
async function claimHint(
  ports: FollowPorts,
  followed: Followed,
  taskIdHint: string,
): Promise<boolean> {
  const { work, attempt } = followed;
  const lookup = await ask(ports, followed, taskIdHint);
  if (lookup === null) return false;
  const isOurs =
    lookup.found &&
    (lookup.clientBusinessId == null || lookup.clientBusinessId === attempt.clientBusinessId);
  if (isOurs) {
    await adopt(ports, followed, { ...lookup, taskId: lookup.taskId ?? taskIdHint });
    return true;
  }
  await moveVariant(
    ports,
    {
      variant: work.variant,
      to: "unknown",
      event: { kind: "claim_refused", detail: taskIdHint },
    },
    {
      next: { name: "follow", afterMs: 0 },
      also: (tx) => ports.engine.saveTaskIdHint(tx, attempt.id, null),
    },
  );
  return true;
}

async function adopt(
  ports: FollowPorts,
  followed: Followed,
  lookup: Extract<TaskLookup, { found: true }>,
): Promise<void> {
  const { work, attempt } = followed;
  const { variant } = work;
  const isUnfinished = lookup.state.status === "waiting" || lookup.state.status === "running";
  // After a day of that it is looked at daily, and a person is told in the end.
  if (isUnfinished && isOverdue(ports, followed)) return plan(ports, followed, "unfinished");
  const taskId = lookup.taskId ?? attempt.taskId;
  try {
    await moveVariant(
      ports,
      {
        variant,
        to: "submitted",
        set: {
          submittedAt: variant.submittedAt ?? attempt.sentAt,
          waitReason: null,
          attention: null,
        },
        event: { kind: "found", detail: taskId },
      },
      {
        next: { name: "follow", afterMs: 0 },
        also: (tx) =>
          ports.engine.closeAttempt(tx, attempt.id, { outcome: "accepted", reason: null, taskId }),
      },
    );
  } catch (cause) {
    if (!(cause instanceof ConflictError)) throw cause;
    await moveVariant(
      ports,
      {
        variant,
        to: "unknown",
        set: { attention: "duplicate_task" },
        event: { kind: "attention", detail: `Task ${taskId} belongs to another picture` },
      },
      { also: (tx) => ports.engine.saveTaskIdHint(tx, attempt.id, null) },
    );
  }
}

/** "Not found" alone proves nothing: it has to be said often, for long, by a gateway that finds others. */
async function settleAbsent(ports: FollowPorts, followed: Followed): Promise<void> {
  const { work, attempt, usable } = followed;
  const spanMs = attempt.firstNegativeAt ? msSince(ports, attempt.firstNegativeAt) : 0;
  const isRepeated = mayProveAbsence({
    negativeCount: attempt.negativeCount + 1,
    spanMs: spanMs * usable.speed,
  });
  if (!isRepeated || attempt.taskId || !(await findsAnother(ports, followed)))
    return plan(ports, followed, "absent");
  await failVariant(ports, work.variant, {
    code: "not_accepted",
    detail: null,
    charge: NOT_CHARGED,
    also: (tx) =>
      ports.engine.closeAttempt(tx, attempt.id, {
        outcome: "refused",
        reason: "The gateway does not know it",
        taskId: null,
      }),
  });
}

/** The control of the proof: a task that is known to exist is found by the same kind of look-up. */
async function findsAnother(ports: FollowPorts, followed: Followed): Promise<boolean> {
  const since = new Date(ports.clock.now().getTime() - DAY_MS);
  const control = await ports.engine.findControl(followed.usable.key.id, since);
  return control !== null && ((await ask(ports, followed, control))?.found ?? false);
}

type Answer = "absent" | "doubtful" | "unfinished";

async function plan(ports: FollowPorts, followed: Followed, answer: Answer): Promise<void> {
  const { work, attempt, usable } = followed;
  const isOver = msSince(ports, attempt.sentAt ?? attempt.createdAt) > LOOKUPS_END_MS;
  const rungMs = isOverdue(ports, followed) ? DAY_MS : lookupDelayMs(attempt.lookupCount + 1);
  const delayMs = answer === "doubtful" ? Math.min(rungMs, DOUBT_DELAY_MAX_MS) : rungMs;
  await moveVariant(
    ports,
    {
      variant: work.variant,
      to: "unknown",
      set: { waitReason: null, ...(isOver && { attention: "never_answered" as const }) },
      ...(isOver && { event: { kind: "attention" as const, detail: "Asking has ended" } }),
    },
    {
      ...(!isOver && { next: { name: "follow" as const, afterMs: delayMs / usable.speed } }),
      also: (tx) => ports.engine.countLookup(tx, attempt.id, { answer, at: ports.clock.now() }),
    },
  );
}
