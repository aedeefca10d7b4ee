import "server-only";

import { createDelayMs, FIRST_POLL_MS, lookupDelayMs } from "@/lib/generation/policy";
import {
  type EnginePorts,
  failVariant,
  moveVariant,
  type SubmitPorts,
  sentAttempt,
} from "@/lib/generation/service/engine";
import { uploadReferences } from "@/lib/generation/service/upload-references";
import { ConflictError } from "@/lib/ports/database";
import type { CreateOutcome } from "@/lib/ports/gateway";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { AttemptRecord, VariantRecord, Work } from "@/lib/ports/generation-repository";
import { assertNever } from "@/lib/shared/result";

type InFlight = { variant: VariantRecord; attemptId: string; triesBefore: number; speed: number };

/** Sends one variant to the gateway, at most once. Safe to run again after any crash. */
export async function submitVariant(ports: SubmitPorts, variantId: string): Promise<void> {
  const work = await ports.engine.findWork(variantId);
  if (work?.variant.status === "submitting") return settleInterrupted(ports, work);
  if (work?.variant.status !== "queued") return;

  const usable = await ports.connections.find(work.variant.gatewayKeyId);
  if (!usable) {
    await failVariant(ports, work.variant, { code: "bad_key", detail: null });
    return;
  }
  const referenceUrls = await uploadReferences(ports, work, usable);
  if (referenceUrls) await send(ports, work, { usable, referenceUrls });
}

async function send(
  ports: SubmitPorts,
  { variant, generation, attempts }: Work,
  { usable, referenceUrls }: { usable: UsableKey; referenceUrls: string[] },
) {
  const attemptId = ports.clock.newId();
  const clientBusinessId = `mq-${await ports.engine.installationHandle()}-${attemptId}`;
  const moved = await moveVariant(
    ports,
    {
      variant,
      to: "submitting",
      set: { waitReason: null },
      event: { kind: "sent", detail: usable.key.label },
    },
    {
      also: (tx) =>
        ports.engine.createAttempt(tx, {
          id: attemptId,
          variantId: variant.id,
          gatewayKeyId: usable.key.id,
          clientBusinessId,
          createdAt: ports.clock.now(),
        }),
    },
  );
  if (!moved) return;

  const outcome = await ports.gateways.open(usable.connection).createTask(
    {
      model: generation.model,
      prompt: generation.promptAsSent,
      aspectRatio: generation.aspectRatio,
      resolution: generation.resolution,
      referenceUrls,
      clientBusinessId,
      callbackUrl: usable.callbackUrl,
    },
    async () => {
      const isMine = await ports.engine.markSent(attemptId, ports.clock.now());
      if (!isMine) throw new Error(`Attempt ${attemptId} was closed before it was sent`);
    },
  );
  await settle(
    ports,
    {
      variant: { ...variant, status: "submitting", version: variant.version + 1 },
      attemptId,
      triesBefore: attempts.length,
      speed: usable.speed,
    },
    outcome,
  );
}

async function settle(ports: SubmitPorts, flight: InFlight, outcome: CreateOutcome): Promise<void> {
  switch (outcome.class) {
    case "not_sent":
      return tryAgain(ports, flight, {
        reason: "gateway_unreachable",
        detail: outcome.reason,
        retryAfterMs: 0,
      });
    case "refused":
      if (outcome.retryable) {
        return tryAgain(ports, flight, {
          reason: "gateway_busy",
          detail: outcome.message,
          retryAfterMs: outcome.retryAfterMs ?? 0,
        });
      }
      await failVariant(ports, flight.variant, {
        code: outcome.code,
        detail: outcome.message,
        kind: "refused",
        also: (tx) =>
          ports.engine.closeAttempt(tx, flight.attemptId, {
            outcome: "refused",
            reason: outcome.message,
            taskId: null,
          }),
      });
      return;
    case "accepted":
      return accept(ports, flight, outcome);
    case "ambiguous":
      return leaveUnknown(ports, flight.variant, {
        attemptId: flight.attemptId,
        reason: outcome.reason,
      });
    default:
      return assertNever(outcome);
  }
}

/** Only after proof that nothing was accepted. */
async function tryAgain(
  ports: SubmitPorts,
  { variant, attemptId, triesBefore, speed }: InFlight,
  {
    reason,
    detail,
    retryAfterMs,
  }: { reason: "gateway_busy" | "gateway_unreachable"; detail: string; retryAfterMs: number },
): Promise<void> {
  const ladderMs = createDelayMs(triesBefore, ports.clock.random()) / speed;
  await moveVariant(
    ports,
    { variant, to: "queued", set: { waitReason: reason }, event: { kind: "retrying", detail } },
    {
      next: { name: "submit", afterMs: Math.max(retryAfterMs, ladderMs) },
      also: (tx) =>
        ports.engine.closeAttempt(tx, attemptId, {
          outcome: reason === "gateway_busy" ? "refused" : "not_sent",
          reason: detail,
          taskId: null,
        }),
    },
  );
}

async function accept(
  ports: SubmitPorts,
  { variant, attemptId, speed }: InFlight,
  { taskId, resultUrls }: { taskId: string | null; resultUrls: readonly string[] },
): Promise<void> {
  const isInline = taskId === null && resultUrls.length > 0;
  // A look-up may have found it meanwhile: then the variant is unknown and this is its answer.
  const current = (await ports.engine.findWork(variant.id))?.variant ?? variant;
  try {
    await moveVariant(
      ports,
      {
        variant: current.status === "unknown" ? current : variant,
        to: isInline ? "saving" : "submitted",
        set: {
          submittedAt: ports.clock.now(),
          ...(isInline ? { resultUrls: [...resultUrls] } : {}),
        },
        event: { kind: "accepted" },
      },
      {
        next: isInline
          ? { name: "save", afterMs: 0 }
          : { name: "follow", afterMs: FIRST_POLL_MS / speed },
        also: (tx) =>
          ports.engine.closeAttempt(tx, attemptId, { outcome: "accepted", reason: null, taskId }),
      },
    );
  } catch (cause) {
    if (!(cause instanceof ConflictError)) throw cause;
    await leaveUnknown(ports, variant, {
      attemptId,
      reason: `The gateway answered with the id of another task: ${taskId}`,
    });
  }
}

async function leaveUnknown(
  ports: EnginePorts,
  variant: VariantRecord,
  { attemptId, reason }: { attemptId: string; reason: string },
): Promise<void> {
  await moveVariant(
    ports,
    {
      variant,
      to: "unknown",
      set: { waitReason: null },
      event: { kind: "unknown", detail: reason },
    },
    {
      next: { name: "follow", afterMs: lookupDelayMs(0) ?? 0 },
      also: (tx) =>
        ports.engine.closeAttempt(tx, attemptId, { outcome: "ambiguous", reason, taskId: null }),
    },
  );
}

/** A process died between two steps: what can be proven decides. */
async function settleInterrupted(ports: SubmitPorts, work: Work): Promise<void> {
  const open = sentAttempt(work);
  if (open) {
    await moveVariant(
      ports,
      {
        variant: work.variant,
        to: "unknown",
        event: { kind: "unknown", detail: "The studio stopped while it was sending" },
      },
      { next: { name: "follow", afterMs: 0 } },
    );
    return;
  }
  const unsent: AttemptRecord | undefined = work.attempts.findLast(
    ({ outcome }) => outcome === null,
  );
  await moveVariant(
    ports,
    { variant: work.variant, to: "queued", event: { kind: "retrying", detail: null } },
    {
      next: { name: "submit", afterMs: 0 },
      also: async (tx) => {
        if (!unsent) return;
        await ports.engine.closeAttempt(tx, unsent.id, {
          outcome: "not_sent",
          reason: "The studio stopped before it was sent",
          taskId: null,
        });
      },
    },
  );
}
