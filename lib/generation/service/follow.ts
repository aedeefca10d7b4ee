import "server-only";

import {
  FIRST_POLL_MS,
  FOLLOW_MAX_MS,
  LATE_LOOK_DELAYS_MS,
  NOT_YET_VISIBLE_MS,
  pollDelayMs,
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
  countFailure,
  type Followed,
  type FollowPorts,
  failVariant,
  isOverdue,
  moveVariant,
  msSince,
  openCircuit,
  openGateway,
  sentAttempt,
  waitFor,
} from "@/lib/generation/service/engine";
import { settleUnknown } from "@/lib/generation/service/unknown";
import { GatewayError, type TaskLookup, type TaskState } from "@/lib/ports/gateway";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { Work } from "@/lib/ports/generation-repository";
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

  const usable =
    (await ports.connections.find(attempt.gatewayKeyId)) ??
    (await ports.connections.findStandIn(attempt.gatewayKeyId));
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

/** True when the account has been asked enough for now: the look is planned for its turn. */
async function queueForTurn(
  ports: FollowPorts,
  { variant }: Work,
  { key }: UsableKey,
): Promise<boolean> {
  const circuit = await ports.circuits.find(key.id, "query");
  const now = ports.clock.now().getTime();
  const closedForMs = circuit ? circuit.nextProbeAt.getTime() - now : 0;
  const waitMs = closedForMs > 0 ? closedForMs : await ports.rateLimits.take(key.account, "query");
  if (waitMs <= 0) return false;
  const job = { name: "follow", id: variant.id, runAt: new Date(now + waitMs) } as const;
  await ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, { ...job, hasTurn: closedForMs <= 0 }),
  );
  return true;
}

/** Null when the gateway could not be asked: a poll that fails is never a task that failed. */
async function look(
  ports: FollowPorts,
  { work, attempt, usable }: Followed,
): Promise<TaskLookup | null> {
  const broken = { gatewayKeyId: usable.key.id, group: "query" } as const;
  try {
    const lookup = await openGateway(ports, usable).findTask(
      attempt.taskId ?? attempt.clientBusinessId,
    );
    await reopen(ports, usable);
    return lookup;
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    if (cause.code === "unreachable") await countFailure(ports, broken);
    if (cause.code === "bad_key")
      await openCircuit(ports, { ...broken, group: "submit" }, "bad_key");
    const delayMs = pollDelayMs(msSince(ports, work.variant.statusChangedAt), ports.clock.random());
    await waitFor(ports, work, {
      reason: WAITS[cause.code],
      next: { name: "follow", afterMs: Math.max(cause.retryAfterMs ?? 0, delayMs / usable.speed) },
    });
    return null;
  }
}

/** The gateway answers again: what was held back meanwhile begins slowly. */
async function reopen(ports: FollowPorts, { key }: UsableKey): Promise<void> {
  if (!(await ports.circuits.close(key.id, "query"))) return;
  await ports.rateLimits.restart(key.account, "submit");
  await ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, { name: "dispatch", id: key.account }),
  );
}

const WAITS = {
  bad_key: "bad_key",
  no_balance: "gateway_unreachable",
  rate_limited: "gateway_busy",
  refused: "gateway_unreachable",
  unreachable: "gateway_unreachable",
} as const;

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
      return settleCompleted(ports, followed, state);
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

async function settleCompleted(
  ports: FollowPorts,
  followed: Followed,
  { resultUrls, expiresAt }: Extract<TaskState, { status: "completed" }>,
): Promise<void> {
  const { variant } = followed.work;
  const firstId = await findFirstOfTwo(ports, followed);
  if (firstId) return settleTwice(ports, followed, firstId);
  await moveVariant(
    ports,
    {
      variant,
      to: "saving",
      set: {
        resultUrls: [...resultUrls],
        resultExpiresAt: expiresAt,
        progressPercent: 100,
        waitReason: null,
      },
      event: { kind: "finished" },
    },
    { next: { name: "save", afterMs: 0 } },
  );
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
