import "server-only";

import { canGenerate } from "@/lib/generation/policy";
import { hasEnded, type VariantStatus } from "@/lib/generation/schema";
import { ConflictError } from "@/lib/ports/database";
import type { GenerationRecord, VariantRecord } from "@/lib/ports/generation-repository";
import type { JobName } from "@/lib/ports/job-queue";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type ChangePorts = Pick<Ports, "clock" | "connections" | "database" | "generations" | "queue">;

type Found = { generation: GenerationRecord; variant: VariantRecord };

async function findVariant(
  ports: ChangePorts,
  actor: Actor,
  variantId: string,
): Promise<Result<Found, { code: "forbidden" | "not_found" }>> {
  if (!canGenerate(actor.role)) return err({ code: "forbidden" });
  const generation = await ports.generations.findByVariantInTeam(actor.teamId, variantId);
  const variant = generation?.variants.find(({ id }) => id === variantId);
  return generation && variant ? ok({ generation, variant }) : err({ code: "not_found" });
}

/** A new variant of the same generation in the cell of one that failed. Paid again. */
export async function retryVariant(
  ports: ChangePorts,
  actor: Actor,
  variantId: string,
): Promise<Result<GenerationRecord, { code: "forbidden" | "not_found" | "not_retryable" }>> {
  const found = await findVariant(ports, actor, variantId);
  if (!found.ok) return found;
  const { generation, variant } = found.value;
  const isLatest = generation.variants.every(
    ({ cell, number }) => cell !== variant.cell || number <= variant.number,
  );
  if (variant.status !== "failed" || !isLatest) return err({ code: "not_retryable" });

  const { key } = await ports.connections.current();
  const id = ports.clock.newId();
  const number = Math.max(...generation.variants.map((each) => each.number)) + 1;
  try {
    await ports.database.transaction(async (tx) => {
      await ports.generations.addVariant(tx, generation, {
        id,
        number,
        cell: variant.cell,
        gatewayKeyId: key.id,
        createdAt: ports.clock.now(),
      });
      await ports.queue.enqueue(tx, { name: "submit", id });
    });
  } catch (cause) {
    // Pressed twice: the other press has taken the next number.
    if (!(cause instanceof ConflictError)) throw cause;
  }
  const changed = await ports.generations.findInTeam(actor.teamId, generation.id);
  return changed ? ok(changed) : err({ code: "not_found" });
}

const NEXT_JOB = {
  queued: "submit",
  submitting: "submit",
  submitted: "follow",
  running: "follow",
  unknown: "follow",
  saving: "save",
} satisfies Record<Exclude<VariantStatus, "succeeded" | "failed" | "cancelled">, JobName>;

/** Lets the engine take its next step now instead of when it had planned to. */
export async function checkVariant(
  ports: ChangePorts,
  actor: Actor,
  variantId: string,
): Promise<Result<null, { code: "forbidden" | "not_found" | "nothing_to_check" }>> {
  const found = await findVariant(ports, actor, variantId);
  if (!found.ok) return found;
  const { id, status } = found.value.variant;
  if (hasEnded(status)) return err({ code: "nothing_to_check" });
  const name = NEXT_JOB[status as keyof typeof NEXT_JOB];
  await ports.database.transaction((tx) => ports.queue.enqueue(tx, { name, id }));
  return ok(null);
}
