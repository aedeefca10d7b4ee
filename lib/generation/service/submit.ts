import "server-only";

import {
  failVariant,
  moveVariant,
  NOT_CHARGED,
  openGateway,
  type SubmitPorts,
  sentAttempt,
} from "@/lib/generation/service/engine";
import { type InFlight, moveInFlight, untilWritten } from "@/lib/generation/service/flight";
import { stopAfterUnknowns } from "@/lib/generation/service/leave-unknown";
import { findRow } from "@/lib/generation/service/model-row";
import { currentPrice } from "@/lib/generation/service/price";
import { settleOutcome, WITHOUT_CALLBACK } from "@/lib/generation/service/settle-create";
import { taskOf } from "@/lib/generation/service/task";
import { giveTurnBack } from "@/lib/generation/service/turn";
import { uploadReferences } from "@/lib/generation/service/upload-references";
import { findKeyForSending, type UsableKey } from "@/lib/ports/gateway-key-repository";
import type { AttemptRecord, Work } from "@/lib/ports/generation-repository";
import { BudgetExceededError } from "@/lib/ports/ledger";

/** New pictures wait when the spool is nearly full: what is paid for already needs the room. */
const SPOOL_SHARE_MAX = 0.8;
const SHORT_WAIT_MS = 10_000;

/** Sends one variant to the gateway, at most once. Safe to run again after any crash. */
export async function submitVariant(ports: SubmitPorts, variantId: string): Promise<void> {
  const found = await ports.engine.findWork(variantId);
  if (found?.variant.status === "submitting") return settleInterrupted(ports, found);
  if (found?.variant.status !== "queued" || !found.variant.turnAt) return;

  const usable = await findKey(ports, found);
  if (!usable) return;
  const work = await holdPrice(ports, found);
  if (!work) return;
  if ((await ports.storage.usedSpoolShare()) > SPOOL_SHARE_MAX) {
    await giveTurnBack(ports, work.variant, { reason: "storage", afterMs: SHORT_WAIT_MS });
    return;
  }
  const referenceUrls = await uploadReferences(ports, work, usable);
  if (referenceUrls) await send(ports, work, { usable, referenceUrls });
}

/** Null when there is none now: the variant has given its turn back and waits. */
async function findKey(ports: SubmitPorts, { variant }: Work): Promise<UsableKey | null> {
  const usable = await findKeyForSending(ports.connections, variant.gatewayKeyId);
  const circuit = usable && (await ports.circuits.find(usable.key.id, "submit"));
  if (usable && !circuit) return usable;
  await giveTurnBack(ports, variant, {
    reason: usable ? null : "bad_key",
    // Never at once: whoever hands out turns may not see what is closed here.
    afterMs: SHORT_WAIT_MS,
  });
  return null;
}

/** A price that rose after the press is reserved too, or nothing is sent. Null when it ends here. */
async function holdPrice(ports: SubmitPorts, work: Work): Promise<Work | null> {
  const { variant, generation } = work;
  const microUsd = await currentPrice(ports, generation);
  if (microUsd !== null && microUsd <= variant.reservedMicroUsd) return work;
  try {
    if (microUsd !== null) return await reserveMore(ports, work, microUsd);
  } catch (cause) {
    if (!(cause instanceof BudgetExceededError)) throw cause;
  }
  await failVariant(ports, variant, { code: "price_changed", detail: null, charge: NOT_CHARGED });
  return null;
}

/** As a move: what was taken back meanwhile holds no money. */
async function reserveMore(ports: SubmitPorts, work: Work, microUsd: number): Promise<Work | null> {
  const { variant } = work;
  const isReserved = await moveVariant(
    ports,
    { variant, to: "queued", set: { nextActionAt: variant.nextActionAt } },
    { also: (tx) => ports.ledger.reserveAnew(tx, variant.id, microUsd) },
  );
  const version = variant.version + 1;
  return isReserved
    ? { ...work, variant: { ...variant, version, reservedMicroUsd: microUsd } }
    : null;
}

async function send(
  ports: SubmitPorts,
  { variant, generation, attempts }: Work,
  { usable, referenceUrls }: { usable: UsableKey; referenceUrls: string[] },
) {
  const takes = await findRow(ports, generation, "recorded");
  const attemptId = ports.clock.newId();
  const clientBusinessId = `mq-${await ports.engine.installationHandle()}-${attemptId}`;
  const moved = await moveVariant(
    ports,
    {
      variant,
      to: "submitting",
      set: { waitReason: null, gatewayKeyId: usable.key.id },
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

  const flight: InFlight = {
    variant: { ...variant, status: "submitting", version: variant.version + 1 },
    attemptId,
    clientBusinessId,
    model: generation.model,
    triesBefore: attempts.length,
    firstTriedAt: attempts[0]?.createdAt ?? ports.clock.now(),
    usable,
  };
  const isWithoutCallback = attempts.some(({ reason }) => reason === WITHOUT_CALLBACK);
  try {
    const outcome = await openGateway(ports, usable).createTask(
      taskOf(generation, {
        takes,
        referenceUrls,
        clientBusinessId,
        callbackUrl: isWithoutCallback ? null : usable.callbackUrl,
      }),
      async () => {
        const answer = await ports.engine.markSent(attemptId, ports.clock.now());
        if (answer !== "sent") throw new NotSentError(answer);
      },
    );
    await untilWritten(ports, { clientBusinessId, outcome }, () =>
      settleOutcome(ports, flight, outcome),
    );
  } catch (cause) {
    if (!(cause instanceof NotSentError)) throw cause;
    if (cause.answer === "paused") await settlePaused(ports, flight);
  }
}

/** The last look before the first byte said no. */
class NotSentError extends Error {
  override readonly name = "NotSentError";

  constructor(readonly answer: "closed" | "paused") {
    super(answer);
  }
}

const settlePaused = (ports: SubmitPorts, flight: InFlight) =>
  moveInFlight(ports, { flight, from: ["submitting"] }, (variant) =>
    giveTurnBack(ports, variant, {
      reason: "sending_paused",
      afterMs: 0,
      detail: "Sending is paused",
      attempt: { id: flight.attemptId, outcome: "not_sent" },
    }),
  );

/** A process died between two steps: what can be proven decides. */
async function settleInterrupted(ports: SubmitPorts, work: Work): Promise<void> {
  const open = sentAttempt(work);
  if (open) {
    await moveVariant(
      ports,
      {
        variant: work.variant,
        to: "unknown",
        set: { turnAt: null },
        event: { kind: "unknown", detail: "The studio stopped while it was sending" },
      },
      { next: { name: "follow", afterMs: 0 } },
    );
    return stopAfterUnknowns(ports, open.gatewayKeyId);
  }
  const unsent: AttemptRecord | undefined = work.attempts.findLast(
    ({ outcome }) => outcome === null,
  );
  await giveTurnBack(ports, work.variant, {
    reason: null,
    afterMs: 0,
    detail: "The studio stopped before it was sent",
    ...(unsent && { attempt: { id: unsent.id, outcome: "not_sent" as const } }),
  });
}
