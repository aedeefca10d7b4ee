import "server-only";

import { nextStepOf } from "@/lib/generation/policy";
import type { Ports } from "@/lib/ports/ports";
import { wakeAccounts } from "@/lib/sending/service/pause";

/** Longer than any step takes: the create call's own deadline is a minute. */
const OVERDUE_MS = 3 * 60_000;

/** The net under everything: a step whose job was lost, whatever the reason, is taken all the same. */
export async function sweepStranded(
  ports: Pick<Ports, "circuits" | "clock" | "database" | "queue" | "sending">,
): Promise<void> {
  const before = new Date(ports.clock.now().getTime() - OVERDUE_MS);
  const stranded = await ports.sending.listStranded(before);
  // A process that dies between closing an endpoint and planning its probe would leave it closed for good.
  const closed = (await ports.circuits.listOpen()).filter(
    ({ nextProbeAt }) => nextProbeAt < before,
  );
  await ports.database.transaction(async (tx) => {
    for (const { id, status } of stranded) {
      const name = nextStepOf(status);
      if (name) await ports.queue.enqueue(tx, { name, id });
    }
    for (const { gatewayKeyId } of closed)
      await ports.queue.enqueue(tx, { name: "probe", id: gatewayKeyId });
  });
  await wakeAccounts(ports);
}
