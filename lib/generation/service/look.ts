import "server-only";

import { pollDelayMs } from "@/lib/generation/policy";
import {
  countFailure,
  type Followed,
  type FollowPorts,
  msSince,
  openCircuit,
  openGateway,
  waitFor,
} from "@/lib/generation/service/engine";
import { GatewayError, type TaskLookup } from "@/lib/ports/gateway";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { Work } from "@/lib/ports/generation-repository";

const WAITS = {
  bad_key: "bad_key",
  no_balance: "gateway_unreachable",
  rate_limited: "gateway_busy",
  refused: "gateway_unreachable",
  unreachable: "gateway_unreachable",
} as const;

/** True when the account has been asked enough for now: the look is planned for its turn. */
export async function queueForTurn(
  ports: FollowPorts,
  { variant }: Work,
  { key }: UsableKey,
): Promise<boolean> {
  const circuit = await ports.circuits.find(key.id, "query");
  const now = ports.clock.now().getTime();
  const closedForMs = circuit ? circuit.nextProbeAt.getTime() - now : 0;
  const waitMs = closedForMs > 0 ? closedForMs : await ports.rateLimits.take(key.account, "query");
  if (waitMs <= 0) return false;
  const job = { name: "follow", id: variant.id, runAt: new Date(now + waitMs) } as const;
  await ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, { ...job, hasTurn: closedForMs <= 0 }),
  );
  return true;
}

/** Null when the gateway could not be asked: a poll that fails is never a task that failed. */
export async function look(
  ports: FollowPorts,
  { work, attempt, usable }: Followed,
): Promise<TaskLookup | null> {
  const broken = { gatewayKeyId: usable.key.id, group: "query" } as const;
  try {
    const lookup = await openGateway(ports, usable).findTask(
      attempt.taskId ?? attempt.clientBusinessId,
    );
    await reopen(ports, usable);
    return lookup;
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    if (cause.code === "unreachable") await countFailure(ports, broken);
    if (cause.code === "bad_key")
      await openCircuit(ports, { ...broken, group: "submit" }, "bad_key");
    const delayMs = pollDelayMs(msSince(ports, work.variant.statusChangedAt), ports.clock.random());
    await waitFor(ports, work, {
      reason: WAITS[cause.code],
      next: { name: "follow", afterMs: Math.max(cause.retryAfterMs ?? 0, delayMs / usable.speed) },
    });
    return null;
  }
}

/** The gateway answers again: what was held back meanwhile begins slowly. */
async function reopen(ports: FollowPorts, { key }: UsableKey): Promise<void> {
  if (!(await ports.circuits.close(key.id, "query"))) return;
  await ports.rateLimits.restart(key.account, "submit");
  await ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, { name: "dispatch", id: key.account }),
  );
}
