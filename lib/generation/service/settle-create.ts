import "server-only";

import { createDelayMs, FIRST_POLL_MS, UPLOAD_TRUSTED_MS } from "@/lib/generation/policy";
import type { FailureCode, WaitReason } from "@/lib/generation/schema";
import {
  countFailure,
  type EnginePorts,
  failVariant,
  moveVariant,
  NOT_CHARGED,
  openCircuit,
  type SubmitPorts,
} from "@/lib/generation/service/engine";
import { type InFlight, MAY_BE_SENT, moveInFlight } from "@/lib/generation/service/flight";
import { leaveUnknown, stopAfterUnknowns } from "@/lib/generation/service/leave-unknown";
import { noteModelGap } from "@/lib/generation/service/model-gap";
import { giveTurnBack } from "@/lib/generation/service/turn";
import type { CircuitCode } from "@/lib/ports/circuits";
import { ConflictError } from "@/lib/ports/database";
import type { CreateOutcome } from "@/lib/ports/gateway";
import type { Work } from "@/lib/ports/generation-repository";
import { assertNever } from "@/lib/shared/result";

/** Kept as the reason of the attempt: the next one goes without. */
export const WITHOUT_CALLBACK = "webhook_not_configured";

/** Writes down what the answer to a create call proves. */
export async function settleOutcome(
  ports: SubmitPorts,
  flight: InFlight,
  outcome: CreateOutcome,
): Promise<void> {
  const { key } = flight.usable;
  switch (outcome.class) {
    case "not_sent":
      await countFailure(ports, { gatewayKeyId: key.id, group: "submit" });
      return tryAgain(ports, flight, {
        reason: "gateway_unreachable",
        outcome: "not_sent",
        detail: outcome.reason,
        retryAfterMs: 0,
      });
    case "refused":
      return settleRefused(ports, flight, outcome);
    case "accepted":
      await ports.circuits.forgetFailures(key.id, "submit");
      await ports.modelGaps.forget(key.id, [flight.model]);
      return accept(ports, flight, outcome);
    case "ambiguous":
      await leaveUnknown(ports, flight, outcome);
      return stopAfterUnknowns(ports, key.id);
    default:
      return assertNever(outcome);
  }
}

/** These say something of the key, not of the variant: whatever else waits for it must wait on. */
const CIRCUIT_OF = { bad_key: "bad_key", no_balance: "no_balance" } as const satisfies Partial<
  Record<FailureCode, CircuitCode>
>;

async function settleRefused(
  ports: SubmitPorts,
  flight: InFlight,
  outcome: Extract<CreateOutcome, { class: "refused" }>,
): Promise<void> {
  const { key } = flight.usable;
  if (outcome.code === "reference_refused" && (await forgetUploads(ports, flight))) {
    return tryAgain(ports, flight, {
      reason: null,
      outcome: "refused",
      detail: outcome.message,
      retryAfterMs: 0,
    });
  }
  if (outcome.withoutCallback || outcome.retryable) {
    return tryAgain(ports, flight, {
      reason: "gateway_busy",
      outcome: "refused",
      detail: outcome.withoutCallback ? WITHOUT_CALLBACK : outcome.message,
      retryAfterMs: outcome.retryAfterMs ?? 0,
    });
  }
  await moveInFlight(ports, { flight }, (variant) =>
    failVariant(ports, variant, {
      code: outcome.code,
      detail: outcome.message,
      kind: "refused",
      charge: NOT_CHARGED,
      also: async (tx) => {
        await ports.engine.closeAttempt(tx, flight.attemptId, {
          outcome: "refused",
          reason: outcome.message,
          taskId: null,
        });
        await noteModelGap(ports, flight, { tx, code: outcome.code });
      },
    }),
  );
  const code = CIRCUIT_OF[outcome.code as keyof typeof CIRCUIT_OF];
  if (code) await openCircuit(ports, { gatewayKeyId: key.id, group: "submit" }, code);
}

/**
 * An address on the gateway may have died early: what was uploaded before the first try, or a while ago, is
 * uploaded anew. False when there is nothing newer to hope for.
 */
function forgetUploads(ports: SubmitPorts, { variant, usable, firstTriedAt }: InFlight) {
  const oldMs = ports.clock.now().getTime() - UPLOAD_TRUSTED_MS;
  const before = new Date(Math.max(oldMs, firstTriedAt.getTime() + 1));
  return ports.engine.forgetUploads(variant.generationId, usable.key.id, before);
}

/** Of the ladder 1, 2, 4 s. */
const BUSY_RUNG_MAX = 2;

/** Only after proof that nothing was accepted. */
async function tryAgain(
  ports: SubmitPorts,
  flight: InFlight,
  refusal: {
    reason: WaitReason | null;
    outcome: "refused" | "not_sent";
    detail: string;
    retryAfterMs: number;
  },
): Promise<void> {
  const { attemptId, triesBefore, usable } = flight;
  // A busy gateway is met with a slower pace of the account: each variant's own wait stays short.
  const rung = refusal.outcome === "refused" ? Math.min(triesBefore, BUSY_RUNG_MAX) : triesBefore;
  const ladderMs = createDelayMs(rung, ports.clock.random()) / usable.speed;
  const isAtOnce = refusal.detail === WITHOUT_CALLBACK;
  // Nothing that is unknown goes back into the queue by a machine.
  await moveInFlight(ports, { flight, from: ["submitting"] }, (variant) =>
    giveTurnBack(ports, variant, {
      reason: isAtOnce ? null : refusal.reason,
      afterMs: isAtOnce ? 0 : Math.max(refusal.retryAfterMs, ladderMs),
      detail: refusal.detail,
      attempt: { id: attemptId, outcome: refusal.outcome },
    }),
  );
}

type Accepted = Extract<CreateOutcome, { class: "accepted" }>;

async function accept(ports: SubmitPorts, flight: InFlight, answer: Accepted): Promise<void> {
  const work = await ports.engine.findWork(flight.variant.id);
  if (!work) return;
  // A look-up may have found it meanwhile: then the variant is unknown, or goes on, and this is its answer.
  const isAwaited = MAY_BE_SENT.includes(work.variant.status);
  const isWritten = isAwaited
    ? await beginFollowing(ports, { ...flight, variant: work.variant }, answer)
    : await noteSecondTask(ports, work, answer.taskId);
  if (!isWritten) await accept(ports, flight, answer);
}

/** False when somebody else moved the variant first. */
async function beginFollowing(
  ports: SubmitPorts,
  flight: InFlight,
  { taskId, resultUrls }: Accepted,
): Promise<boolean> {
  const { variant, attemptId, usable } = flight;
  const isInline = taskId === null && resultUrls.length > 0;
  try {
    return await moveVariant(
      ports,
      {
        variant,
        to: isInline ? "saving" : "submitted",
        set: {
          submittedAt: ports.clock.now(),
          turnAt: null,
          ...(isInline ? { resultUrls: [...resultUrls] } : {}),
        },
        event: { kind: "accepted" },
      },
      {
        next: isInline
          ? { name: "save", afterMs: 0 }
          : { name: "follow", afterMs: FIRST_POLL_MS / usable.speed },
        also: (tx) =>
          ports.engine.closeAttempt(tx, attemptId, { outcome: "accepted", reason: null, taskId }),
      },
    );
  } catch (cause) {
    if (!(cause instanceof ConflictError)) throw cause;
    await leaveUnknown(ports, flight, {
      reason: `The gateway answered with the id of another task: ${taskId}`,
      attention: "duplicate_task",
    });
    return true;
  }
}

/** One send, two tasks: the first goes on, the second is shown as paid twice. False as above. */
async function noteSecondTask(
  ports: EnginePorts,
  { variant, attempts }: Work,
  taskId: string | null,
): Promise<boolean> {
  if (taskId === null || attempts.some((attempt) => attempt.taskId === taskId)) return true;
  return moveVariant(ports, {
    variant,
    to: variant.status,
    set: { attention: "paid_twice", nextActionAt: variant.nextActionAt },
    event: { kind: "attention", detail: `A second task: ${taskId}` },
  });
}
