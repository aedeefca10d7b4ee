import "server-only";

import {
  FIRST_POLL_MS,
  FOLLOW_MAX_MS,
  LATE_LOOK_DELAYS_MS,
  NOT_YET_VISIBLE_MS,
} from "@/lib/generation/policy";
import {
  findFirstOfTwo,
  isAnotherTask,
  nextPollMs,
  settleEmpty,
  settleLate,
  settleMismatch,
  settleTwice,
} from "@/lib/generation/service/anomalies";
import {
  acceptedAt,
  type Followed,
  type FollowPorts,
  failVariant,
  isOverdue,
  moveVariant,
  msSince,
  sentAttempt,
  waitFor,
} from "@/lib/generation/service/engine";
import { look, queueForTurn } from "@/lib/generation/service/look";
import { settleUnknown } from "@/lib/generation/service/unknown";
import type { TaskLookup, TaskState } from "@/lib/ports/gateway";
import { findKeyFor } from "@/lib/ports/gateway-key-repository";
import { assertNever } from "@/lib/shared/result";

/** A finished task that the gateway says nothing of, and a lost key, are looked at this often. */
const SLOW_LOOK_MS = 5 * 60_000;

type Found = Extract<TaskLookup, { found: true }>;

const CAN_BE_ASKED = new Set(["submitted", "running", "unknown", "failed"]);

/** Asks the gateway once how a variant's task is doing, writes it down and plans the next look. */
export async function followVariant(
  ports: FollowPorts,
  variantId: string,
  { hasTurn = false }: { hasTurn?: boolean } = {},
): Promise<void> {
  const work = await ports.engine.findWork(variantId);
  const attempt = work && sentAttempt(work);
  if (!attempt || !CAN_BE_ASKED.has(work.variant.status)) return;

  const usable = await findKeyFor(ports.connections, attempt.gatewayKeyId);
  if (!usable) {
    await waitFor(ports, work, {
      reason: "bad_key",
      next: { name: "follow", afterMs: SLOW_LOOK_MS },
    });
    return;
  }
  if (!hasTurn && (await queueForTurn(ports, work, usable))) return;

  const followed = { work, attempt, usable };
  if (work.variant.status === "unknown") return settleUnknown(ports, followed);
  const lookup = await look(ports, followed);
  if (lookup) await settle(ports, followed, lookup);
}

async function settle(ports: FollowPorts, followed: Followed, lookup: TaskLookup): Promise<void> {
  const { variant } = followed.work;
  if (variant.status === "failed") return settleLate(ports, followed, lookup);
  if (!lookup.found) return settleMissing(ports, followed);
  if (isAnotherTask(followed, lookup)) return settleMismatch(ports, followed, lookup);
  return settleTask(ports, followed, lookup);
}

async function settleTask(ports: FollowPorts, followed: Followed, lookup: Found): Promise<void> {
  const { variant } = followed.work;
  const { state } = lookup;
  switch (state.status) {
    case "waiting":
    case "running":
      if (state.unknownWord) await ports.gatewayWords.note(state.unknownWord);
      return settleProgress(ports, followed, state);
    case "completed":
      if (state.resultUrls.length === 0)
        return settleEmpty(ports, followed, lookup.rawBody ?? null);
      if (!(await settleCompleted(ports, followed, state)))
        await settleAgain(ports, followed, lookup);
      return;
    case "failed":
      // What it cost is told by the balance; until then it counts as spent, so that no cap is overrun.
      await failVariant(ports, variant, {
        code: state.code,
        detail: state.message,
        charge: { microUsd: variant.reservedMicroUsd, basis: "unknown" },
        next: { name: "follow", afterMs: LATE_LOOK_DELAYS_MS[0] / followed.usable.speed },
      });
      return;
    default:
      return assertNever(state);
  }
}

/** False when somebody else moved the variant first. */
async function settleCompleted(
  ports: FollowPorts,
  followed: Followed,
  state: Extract<TaskState, { status: "completed" }>,
): Promise<boolean> {
  const { variant } = followed.work;
  const firstId = await findFirstOfTwo(ports, followed);
  if (firstId) {
    await settleTwice(ports, followed, firstId);
    return true;
  }
  return moveVariant(
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
}

/** A second look was faster with less news. The gateway may deny its word to the next one, so this one holds. */
async function settleAgain(ports: FollowPorts, followed: Followed, lookup: Found): Promise<void> {
  const work = await ports.engine.findWork(followed.work.variant.id);
  if (work && CAN_BE_ASKED.has(work.variant.status))
    await settle(ports, { ...followed, work }, lookup);
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

/** Not visible yet, or pruned: never proof that it was not made. */
async function settleMissing(ports: FollowPorts, followed: Followed): Promise<void> {
  if (isOverdue(ports, followed)) return giveUp(ports, followed);
  const isYoung = msSince(ports, acceptedAt(followed)) < NOT_YET_VISIBLE_MS;
  await waitFor(ports, followed.work, {
    reason: null,
    next: {
      name: "follow",
      afterMs: isYoung ? FIRST_POLL_MS / followed.usable.speed : SLOW_LOOK_MS,
    },
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
