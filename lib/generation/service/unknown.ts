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
  msUntilDue,
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
  if (lookup.found && isAnotherTask(followed, lookup)) return plan(ports, followed, "unproven");
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
      set: { nextActionAt: work.variant.nextActionAt },
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
  if (isUnfinished && isOverdue(ports, followed)) return plan(ports, followed, "unproven");
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
  if (msUntilDue(ports, work.variant) > 0) return plan(ports, followed, "absent");
  const spanMs = attempt.firstNegativeAt ? msSince(ports, attempt.firstNegativeAt) : 0;
  const isRepeated = mayProveAbsence({
    negativeCount: attempt.negativeCount + 1,
    spanMs: spanMs * usable.speed,
  });
  const isStandIn = usable.key.id !== attempt.gatewayKeyId;
  const control = isRepeated || isStandIn ? await askControl(ports, followed) : "unknown";
  if (control === "doubtful") return plan(ports, followed, "doubtful");
  // Another key may be of another account, which knows of none of our tasks.
  if (isStandIn && control !== "found") return plan(ports, followed, "unproven");
  if (!isRepeated || attempt.taskId || control !== "found") return plan(ports, followed, "absent");
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

/** The control of the proof: a task of the same key that is known to exist is found by the same kind of look-up. */
async function askControl(
  ports: FollowPorts,
  followed: Followed,
): Promise<"found" | "doubtful" | "unknown"> {
  const since = new Date(ports.clock.now().getTime() - DAY_MS);
  const control = await ports.engine.findControl(followed.attempt.gatewayKeyId, since);
  if (control === null) return "unknown";
  const lookup = await ask(ports, followed, control);
  if (lookup === null) return "doubtful";
  return lookup.found ? "found" : "unknown";
}

type Answer = "absent" | "doubtful" | "unproven";

async function plan(ports: FollowPorts, followed: Followed, answer: Answer): Promise<void> {
  const { work, attempt, usable } = followed;
  const isOver = msSince(ports, attempt.sentAt ?? attempt.createdAt) > LOOKUPS_END_MS;
  // A look that somebody asked for comes besides the planned ones: it neither takes a rung nor counts as a no.
  const untilDueMs = msUntilDue(ports, work.variant);
  const isExtra = untilDueMs > 0;
  const rungMs = isOverdue(ports, followed) ? DAY_MS : lookupDelayMs(attempt.lookupCount + 1);
  const delayMs = answer === "doubtful" ? Math.min(rungMs, DOUBT_DELAY_MAX_MS) : rungMs;
  const afterMs = isExtra ? untilDueMs : delayMs / usable.speed;
  await moveVariant(
    ports,
    {
      variant: work.variant,
      to: "unknown",
      set: { waitReason: null, ...(isOver && { attention: "never_answered" as const }) },
      ...(isOver && { event: { kind: "attention" as const, detail: "Asking has ended" } }),
    },
    {
      ...(!isOver && { next: { name: "follow" as const, afterMs } }),
      async also(tx) {
        if (isExtra && answer !== "doubtful") return;
        await ports.engine.countLookup(tx, attempt.id, { answer, at: ports.clock.now() });
      },
    },
  );
}
