import "server-only";

import {
  createDelayMs,
  FIRST_POLL_MS,
  lookupDelayMs,
  UNKNOWN_COUNT_MAX,
  UNKNOWN_SPAN_MS,
  UPLOAD_TRUSTED_MS,
} from "@/lib/generation/policy";
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
import { noteModelGap } from "@/lib/generation/service/model-gap";
import { giveTurnBack } from "@/lib/generation/service/turn";
import type { CircuitCode } from "@/lib/ports/circuits";
import { ConflictError } from "@/lib/ports/database";
import type { CreateOutcome } from "@/lib/ports/gateway";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { VariantRecord, Work } from "@/lib/ports/generation-repository";
import { assertNever } from "@/lib/shared/result";

export type InFlight = {
  variant: VariantRecord;
  attemptId: string;
  model: string;
  triesBefore: number;
  /** When its first try began. */
  firstTriedAt: Date;
  usable: UsableKey;
};

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
      await leaveUnknown(ports, flight.variant, { attemptId: flight.attemptId, ...outcome });
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
  await failVariant(ports, flight.variant, {
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
  });
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
  { variant, attemptId, triesBefore, usable }: InFlight,
  refusal: {
    reason: WaitReason | null;
    outcome: "refused" | "not_sent";
    detail: string;
    retryAfterMs: number;
  },
): Promise<void> {
  // A busy gateway is met with a slower pace of the account: each variant's own wait stays short.
  const rung = refusal.outcome === "refused" ? Math.min(triesBefore, BUSY_RUNG_MAX) : triesBefore;
  const ladderMs = createDelayMs(rung, ports.clock.random()) / usable.speed;
  const isAtOnce = refusal.detail === WITHOUT_CALLBACK;
  await giveTurnBack(ports, variant, {
    reason: isAtOnce ? null : refusal.reason,
    afterMs: isAtOnce ? 0 : Math.max(refusal.retryAfterMs, ladderMs),
    detail: refusal.detail,
    attempt: { id: attemptId, outcome: refusal.outcome },
  });
}

async function accept(
  ports: SubmitPorts,
  { variant, attemptId, usable }: InFlight,
  { taskId, resultUrls }: { taskId: string | null; resultUrls: readonly string[] },
): Promise<void> {
  const isInline = taskId === null && resultUrls.length > 0;
  // A look-up may have found it meanwhile: then the variant is unknown, or goes on, and this is its answer.
  const current = await ports.engine.findWork(variant.id);
  if (current && !["submitting", "unknown"].includes(current.variant.status))
    return noteSecondTask(ports, current, taskId);
  try {
    await moveVariant(
      ports,
      {
        variant: current?.variant ?? variant,
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
    await leaveUnknown(ports, current?.variant ?? variant, {
      attemptId,
      reason: `The gateway answered with the id of another task: ${taskId}`,
      attention: "duplicate_task",
    });
  }
}

/** One send, two tasks: the first goes on, the second is shown as paid twice. */
async function noteSecondTask(
  ports: EnginePorts,
  { variant, attempts }: Work,
  taskId: string | null,
) {
  if (taskId === null || attempts.some((attempt) => attempt.taskId === taskId)) return;
  await moveVariant(ports, {
    variant,
    to: variant.status,
    set: { attention: "paid_twice", nextActionAt: variant.nextActionAt },
    event: { kind: "attention", detail: `A second task: ${taskId}` },
  });
}

async function leaveUnknown(
  ports: EnginePorts,
  variant: VariantRecord,
  {
    attemptId,
    reason,
    taskIdHint,
    attention,
  }: {
    attemptId: string;
    reason: string;
    /** Of half an answer: said, and proof of nothing. */
    taskIdHint?: string | null;
    attention?: VariantRecord["attention"];
  },
): Promise<void> {
  const detail = taskIdHint ? `${reason} (it named ${taskIdHint})` : reason;
  await moveVariant(
    ports,
    {
      variant,
      to: "unknown",
      set: { waitReason: null, turnAt: null, ...(attention && { attention }) },
      event: { kind: "unknown", detail },
    },
    {
      next: { name: "follow", afterMs: lookupDelayMs(0) },
      also: (tx) =>
        ports.engine.closeAttempt(tx, attemptId, {
          outcome: "ambiguous",
          reason: detail,
          taskId: null,
        }),
    },
  );
}

/** Several doubtful sends in a row: something is wrong that sending more would make dearer. */
export async function stopAfterUnknowns(ports: EnginePorts, gatewayKeyId: string): Promise<void> {
  const since = new Date(ports.clock.now().getTime() - UNKNOWN_SPAN_MS);
  const count = await ports.engine.countUnknown(gatewayKeyId, since);
  if (count >= UNKNOWN_COUNT_MAX)
    await openCircuit(ports, { gatewayKeyId, group: "submit" }, "unknowns");
}
