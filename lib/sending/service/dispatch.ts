import "server-only";

import { listClosedKeys } from "@/lib/ports/gateway-key-repository";
import type { Ports } from "@/lib/ports/ports";
import { chooseTurns, SLOTS } from "@/lib/sending/policy";
import { refuseUnsafeDatabase } from "@/lib/sending/service/pause";

type DispatchPorts = Pick<
  Ports,
  "audit" | "circuits" | "clock" | "connections" | "database" | "queue" | "rateLimits" | "sending"
>;

/** Gives the next turns of an account to whoever is due, in fair order and as fast as the account may go. */
export async function dispatchTurns(ports: DispatchPorts, account: string): Promise<void> {
  if (await ports.sending.findPause()) return;
  // Each time: whoever presses Resume has not made the database safe by that.
  if (await refuseUnsafeDatabase(ports)) return;
  const closed = await listClosedKeys(ports, account);
  const now = ports.clock.now();
  const { sendsMax } = ports.rateLimits;
  await ports.database.transaction(async (tx) => {
    await ports.sending.lock(tx, account);
    const planAt = (runAt: Date) =>
      ports.queue.enqueue(tx, { name: "dispatch", id: account, runAt, slot: "timer" });
    const due = await ports.sending.listWaiting(tx, account, { now, perPerson: sendsMax });
    const waiting = due.filter(({ gatewayKeyId }) => !closed.has(gatewayKeyId));
    const laterAt = await ports.sending.nextDueAt(tx, account, now);
    if (laterAt) await planAt(laterAt);
    if (waiting.length === 0) return;

    const { byPerson, sending } = await ports.sending.countInFlight(tx, account);
    const state = { waiting, inFlight: byPerson, slots: SLOTS };
    const wanted = chooseTurns(state, Math.max(0, sendsMax - sending));
    // Whoever frees a sender or a slot dispatches again.
    if (wanted.length === 0) return;
    const { granted, nextInMs } = await ports.rateLimits.takeFree(tx, {
      account,
      category: "submit",
      count: wanted.length,
    });
    const chosen = wanted.slice(0, granted);
    await ports.sending.giveTurns(tx, chosen, now);
    for (const id of chosen) await ports.queue.enqueue(tx, { name: "submit", id });
    if (granted < wanted.length) await planAt(new Date(now.getTime() + nextInMs));
  });
}
