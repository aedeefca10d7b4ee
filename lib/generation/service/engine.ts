import "server-only";

import type { FailureCode, TaskEventKind, WaitReason } from "@/lib/generation/schema";
import type { Transaction } from "@/lib/ports/database";
import type { AttemptRecord, VariantMove, Work } from "@/lib/ports/generation-repository";
import type { JobName } from "@/lib/ports/job-queue";
import type { Ports } from "@/lib/ports/ports";

export type EnginePorts = Pick<Ports, "clock" | "database" | "engine" | "queue">;

/** What sending needs besides. */
export type SubmitPorts = EnginePorts & Pick<Ports, "connections" | "gateways" | "storage">;

type Next = { name: JobName; afterMs: number };

/**
 * One transition with its log line and its next job in one commit. `also` joins it. False when
 * somebody else moved the variant first: then nothing of this was written.
 */
export async function moveVariant(
  ports: EnginePorts,
  move: Omit<VariantMove, "at">,
  { next, also }: { next?: Next; also?: (tx: Transaction) => Promise<void> } = {},
): Promise<boolean> {
  const at = ports.clock.now();
  const runAt = next ? new Date(at.getTime() + next.afterMs) : null;
  return ports.database.transaction(async (tx) => {
    const set = { nextActionAt: runAt, ...move.set };
    if (!(await ports.engine.move(tx, { ...move, set, at }))) return false;
    await also?.(tx);
    if (next && runAt)
      await ports.queue.enqueue(tx, { name: next.name, id: move.variant.id, runAt });
    return true;
  });
}

/** Stands still for a moment in the same status, and says why. */
export const waitFor = (
  ports: EnginePorts,
  { variant }: Work,
  wait: { reason: WaitReason | null; next: Next },
) =>
  moveVariant(
    ports,
    { variant, to: variant.status, set: { waitReason: wait.reason } },
    { next: wait.next },
  );

export const failVariant = (
  ports: EnginePorts,
  variant: VariantMove["variant"],
  failure: {
    code: FailureCode;
    detail: string | null;
    kind?: TaskEventKind;
    also?: (tx: Transaction) => Promise<void>;
  },
) =>
  moveVariant(
    ports,
    {
      variant,
      to: "failed",
      set: {
        failureCode: failure.code,
        failureDetail: failure.detail,
        waitReason: null,
        endedAt: ports.clock.now(),
      },
      event: { kind: failure.kind ?? "failed", detail: failure.detail },
    },
    failure.also ? { also: failure.also } : {},
  );

/** The attempt that the gateway accepted, or may have: the last one that can have been sent. */
export const sentAttempt = ({ attempts }: Work): AttemptRecord | null =>
  attempts.findLast(
    ({ sentAt, outcome }) => sentAt !== null && outcome !== "refused" && outcome !== "not_sent",
  ) ?? null;

export const msSince = (ports: Pick<Ports, "clock">, at: Date) =>
  ports.clock.now().getTime() - at.getTime();
