import "server-only";

import type { FailureCode } from "@/lib/generation/schema";
import type { SubmitPorts } from "@/lib/generation/service/engine";
import type { Transaction } from "@/lib/ports/database";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import { MODELS_INTERVAL_MS } from "@/lib/sending/policy";
import { modelGapCodeSchema } from "@/lib/sending/schema";

/**
 * A refusal that is about the model is shown beside it, until the gateway lists it again or takes the next
 * send with it.
 */
export async function noteModelGap(
  ports: SubmitPorts,
  { usable: { key, speed }, model }: { usable: UsableKey; model: string },
  { tx, code }: { tx: Transaction; code: FailureCode },
): Promise<void> {
  const gap = modelGapCodeSchema.safeParse(code);
  if (!gap.success) return;
  const since = ports.clock.now();
  await ports.modelGaps.mark(tx, { gatewayKeyId: key.id, model, code: gap.data, since });
  const runAt = new Date(since.getTime() + MODELS_INTERVAL_MS / speed);
  await ports.queue.enqueue(tx, { name: "models", id: key.id, runAt });
}
