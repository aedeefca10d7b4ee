import "server-only";

import type { SubmitPorts } from "@/lib/generation/service/engine";
import type { CreateOutcome } from "@/lib/ports/gateway";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { VariantRecord, Work } from "@/lib/ports/generation-repository";

/** One call that costs money, on its way. */
export type InFlight = {
  variant: VariantRecord;
  attemptId: string;
  clientBusinessId: string;
  model: string;
  triesBefore: number;
  /** When its first try began. */
  firstTriedAt: Date;
  usable: UsableKey;
};

type Status = VariantRecord["status"];

/** Statuses in which an answer says something new. The sweep may have taken a slow one for interrupted. */
export const MAY_BE_SENT: readonly Status[] = ["submitting", "unknown"];

/** Nobody has settled this attempt: what is heard of it still counts. */
const isOpen = ({ attempts }: Work, { attemptId }: InFlight) =>
  attempts.some(({ id, outcome }) => id === attemptId && outcome === null);

/**
 * An answer is heard once. Whoever moved the variant meanwhile, such as a person who stops waiting, must not
 * lose it: the move is repeated from where the variant is now, as long as the attempt has no other end. False
 * when it has.
 */
export async function moveInFlight(
  ports: Pick<SubmitPorts, "engine">,
  { flight, from = MAY_BE_SENT }: { flight: InFlight; from?: readonly Status[] },
  move: (variant: VariantRecord) => Promise<boolean>,
): Promise<boolean> {
  let { variant } = flight;
  while (!(await move(variant))) {
    const work = await ports.engine.findWork(variant.id);
    if (!work || !from.includes(work.variant.status) || !isOpen(work, flight)) return false;
    variant = work.variant;
  }
  return true;
}

const RETRY_DELAY_MS = 1_000;
/** With a database that answers a simple question: one that is out of connections does, too, and gets over it. */
const FAILURES_MAX = 60;

/**
 * Holds the answer while the database is away and writes it as soon as that is back: nothing else has its
 * task id. Should the process die before, the operator has been told, and the task is looked for by our id.
 */
export async function untilWritten(
  ports: SubmitPorts,
  { clientBusinessId, outcome }: { clientBusinessId: string; outcome: CreateOutcome },
  write: () => Promise<void>,
): Promise<void> {
  let failureCount = 0;
  for (let tries = 0; ; tries += 1) {
    try {
      return await write();
    } catch (cause) {
      if (tries === 0) ports.heldAnswers.note({ clientBusinessId, outcome, cause });
      failureCount += (await ports.database.isReachable()) ? 1 : 0;
      if (failureCount >= FAILURES_MAX) throw cause;
      await ports.clock.wait(RETRY_DELAY_MS);
    }
  }
}
