import "server-only";

import {
  FIRST_POLL_MS,
  FOLLOW_MAX_MS,
  lookupDelayMs,
  NOT_YET_VISIBLE_MS,
  pollDelayMs,
} from "@/lib/generation/policy";
import {
  type EnginePorts,
  failVariant,
  moveVariant,
  msSince,
  sentAttempt,
  waitFor,
} from "@/lib/generation/service/engine";
import { GatewayError, type TaskLookup, type TaskState } from "@/lib/ports/gateway";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { AttemptRecord, Work } from "@/lib/ports/generation-repository";
import type { Ports } from "@/lib/ports/ports";
import { assertNever } from "@/lib/shared/result";

export type FollowPorts = EnginePorts & Pick<Ports, "connections" | "gateways">;

/** A finished task that the gateway says nothing of, and a lost key, are looked at this often. */
const SLOW_LOOK_MS = 5 * 60_000;

type Followed = { work: Work; attempt: AttemptRecord; speed: number };

/** Asks the gateway once how a variant's task is doing, writes it down and plans the next look. */
export async function followVariant(ports: FollowPorts, variantId: string): Promise<void> {
  const work = await ports.engine.findWork(variantId);
  const attempt = work && sentAttempt(work);
  if (!attempt || !["submitted", "running", "unknown"].includes(work.variant.status)) return;

  const usable = await ports.connections.find(work.variant.gatewayKeyId);
  if (!usable) {
    await waitFor(ports, work, { reason: null, next: { name: "follow", afterMs: SLOW_LOOK_MS } });
    return;
  }
  const lookup = await look(ports, { work, attempt, usable });
  if (!lookup) return;

  const followed = { work, attempt, speed: usable.speed };
  if (work.variant.status === "unknown") await settleUnknown(ports, followed, lookup);
  else if (lookup.found) await settleTask(ports, followed, lookup.state);
  else await settleMissing(ports, followed);
}

/** Null when the gateway could not be asked: a poll that fails is never a task that failed. */
async function look(
  ports: FollowPorts,
  { work, attempt, usable }: { work: Work; attempt: AttemptRecord; usable: UsableKey },
): Promise<TaskLookup | null> {
  try {
    return await ports.gateways
      .open(usable.connection)
      .findTask(attempt.taskId ?? attempt.clientBusinessId);
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    const delayMs = pollDelayMs(msSince(ports, work.variant.statusChangedAt), ports.clock.random());
    await waitFor(ports, work, {
      reason: cause.code === "rate_limited" ? "gateway_busy" : "gateway_unreachable",
      next: { name: "follow", afterMs: Math.max(cause.retryAfterMs ?? 0, delayMs / usable.speed) },
    });
    return null;
  }
}

async function settleTask(ports: FollowPorts, followed: Followed, state: TaskState): Promise<void> {
  const { variant } = followed.work;
  switch (state.status) {
    case "waiting":
    case "running":
      return settleProgress(ports, followed, state);
    case "completed":
      if (state.resultUrls.length === 0) return lookLater(ports, followed);
      await moveVariant(
        ports,
        {
          variant,
          to: "saving",
          set: {
            resultUrls: [...state.resultUrls],
            resultExpiresAt: state.expiresAt,
            progressPercent: 100,
            waitReason: null,
          },
          event: { kind: "finished" },
        },
        { next: { name: "save", afterMs: 0 } },
      );
      return;
    case "failed":
      await failVariant(ports, variant, { code: state.code, detail: state.message });
      return;
    default:
      return assertNever(state);
  }
}

async function settleProgress(
  ports: FollowPorts,
  followed: Followed,
  { status, progressPercent }: { status: "waiting" | "running"; progressPercent: number | null },
): Promise<void> {
  const { variant } = followed.work;
  const begins = status === "running" && variant.status === "submitted";
  if (isOverdue(ports, followed)) return giveUp(ports, followed);
  await moveVariant(
    ports,
    {
      variant,
      to: begins ? "running" : variant.status,
      set: {
        // What a gateway says of its progress may jump back; what people see does not.
        progressPercent:
          progressPercent === null
            ? variant.progressPercent
            : Math.max(progressPercent, variant.progressPercent ?? 0),
        waitReason: null,
      },
      ...(begins ? { event: { kind: "rendering" as const } } : {}),
    },
    { next: { name: "follow", afterMs: nextPollMs(ports, followed) } },
  );
}

async function lookLater(ports: FollowPorts, followed: Followed): Promise<void> {
  if (isOverdue(ports, followed)) return giveUp(ports, followed);
  await waitFor(ports, followed.work, {
    reason: null,
    next: { name: "follow", afterMs: nextPollMs(ports, followed) },
  });
}

/** Not visible yet, or pruned: never proof that it was not made. */
async function settleMissing(ports: FollowPorts, followed: Followed): Promise<void> {
  if (isOverdue(ports, followed)) return giveUp(ports, followed);
  const isYoung = msSince(ports, acceptedAt(followed)) < NOT_YET_VISIBLE_MS;
  await waitFor(ports, followed.work, {
    reason: null,
    next: { name: "follow", afterMs: isYoung ? FIRST_POLL_MS / followed.speed : SLOW_LOOK_MS },
  });
}

async function giveUp(ports: FollowPorts, { work }: Followed): Promise<void> {
  await moveVariant(
    ports,
    {
      variant: work.variant,
      to: "unknown",
      event: { kind: "unknown", detail: "No end after 24 h" },
    },
    { next: { name: "follow", afterMs: FOLLOW_MAX_MS } },
  );
}

async function settleUnknown(
  ports: FollowPorts,
  { work, attempt, speed }: Followed,
  lookup: TaskLookup,
): Promise<void> {
  const { variant } = work;
  if (lookup.found) {
    const taskId = lookup.taskId ?? attempt.taskId;
    await moveVariant(
      ports,
      {
        variant,
        to: "submitted",
        set: { submittedAt: variant.submittedAt ?? attempt.sentAt, waitReason: null },
        event: { kind: "found", detail: taskId },
      },
      {
        next: { name: "follow", afterMs: 0 },
        also: (tx) =>
          ports.engine.closeAttempt(tx, attempt.id, { outcome: "accepted", reason: null, taskId }),
      },
    );
    return;
  }
  const delayMs = lookupDelayMs(attempt.lookupCount + 1);
  await moveVariant(
    ports,
    { variant, to: "unknown", set: { waitReason: null } },
    {
      ...(delayMs === null ? {} : { next: { name: "follow" as const, afterMs: delayMs / speed } }),
      also: (tx) => ports.engine.countLookup(tx, attempt.id),
    },
  );
}

const acceptedAt = ({ work: { variant }, attempt }: Followed) =>
  variant.submittedAt ?? attempt.sentAt ?? attempt.createdAt;

const isOverdue = (ports: FollowPorts, followed: Followed) =>
  msSince(ports, acceptedAt(followed)) > FOLLOW_MAX_MS;

const nextPollMs = (ports: FollowPorts, followed: Followed) =>
  pollDelayMs(msSince(ports, acceptedAt(followed)), ports.clock.random()) / followed.speed;
