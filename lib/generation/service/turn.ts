import "server-only";

import type { WaitReason } from "@/lib/generation/schema";
import { type EnginePorts, moveVariant } from "@/lib/generation/service/engine";
import type { VariantRecord } from "@/lib/ports/generation-repository";

type Wait = {
  reason: WaitReason | null;
  afterMs: number;
  /** Of the attempt that ends here. */
  detail?: string;
  attempt?: { id: string; outcome: "refused" | "not_sent" };
};

/** Back into the queue, so that somebody else may go meanwhile. False when somebody else moved it first. */
export async function giveTurnBack(
  ports: EnginePorts,
  variant: VariantRecord,
  { reason, afterMs, detail = "", attempt }: Wait,
): Promise<boolean> {
  const dueAt = new Date(ports.clock.now().getTime() + afterMs);
  return moveVariant(
    ports,
    {
      variant,
      to: "queued",
      set: { turnAt: null, waitReason: reason, nextActionAt: dueAt },
      ...(attempt && { event: { kind: "retrying" as const, detail } }),
    },
    {
      also: async (tx) => {
        const job = { name: "dispatch", id: variant.account } as const;
        await ports.queue.enqueue(tx, job);
        await ports.queue.enqueue(tx, { ...job, runAt: dueAt, slot: "timer" });
        if (!attempt) return;
        const { id, outcome } = attempt;
        await ports.engine.closeAttempt(tx, id, { outcome, reason: detail, taskId: null });
      },
    },
  );
}
