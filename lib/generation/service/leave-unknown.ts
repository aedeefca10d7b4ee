import "server-only";

import { lookupDelayMs, UNKNOWN_COUNT_MAX, UNKNOWN_SPAN_MS } from "@/lib/generation/policy";
import {
  type EnginePorts,
  moveVariant,
  openCircuit,
  type SubmitPorts,
} from "@/lib/generation/service/engine";
import { type InFlight, moveInFlight } from "@/lib/generation/service/flight";
import type { VariantRecord } from "@/lib/ports/generation-repository";

/** Nobody knows whether it was accepted: it is looked for, and never sent again by a machine. */
export async function leaveUnknown(
  ports: SubmitPorts,
  flight: InFlight,
  {
    reason,
    taskIdHint: namedTaskId = null,
    attention,
  }: {
    reason: string;
    /** Of half an answer: said, and proof of nothing. */
    taskIdHint?: string | null;
    attention?: VariantRecord["attention"];
  },
): Promise<void> {
  const { attemptId } = flight;
  const detail = namedTaskId ? `${reason} (it named ${namedTaskId})` : reason;
  await moveInFlight(ports, { flight }, (variant) =>
    moveVariant(
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
            namedTaskId,
          }),
      },
    ),
  );
}

/** Several doubtful sends in a row: something is wrong that sending more would make dearer. */
export async function stopAfterUnknowns(ports: EnginePorts, gatewayKeyId: string): Promise<void> {
  const since = new Date(ports.clock.now().getTime() - UNKNOWN_SPAN_MS);
  const count = await ports.engine.countUnknown(gatewayKeyId, since);
  if (count >= UNKNOWN_COUNT_MAX)
    await openCircuit(ports, { gatewayKeyId, group: "submit" }, "unknowns");
}
