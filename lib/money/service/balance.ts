import "server-only";

import { FOLLOW_MAX_MS } from "@/lib/generation/policy";
import {
  attribute,
  BALANCE_INTERVAL_MS,
  BALANCE_SLOW_INTERVAL_MS,
  MICRO_USD_PER_CREDIT,
} from "@/lib/money/policy";
import type { BalanceRecord } from "@/lib/ports/balance-repository";
import { GatewayError } from "@/lib/ports/gateway";
import type { Ports } from "@/lib/ports/ports";

type BalancePorts = Pick<
  Ports,
  "balances" | "clock" | "connections" | "database" | "gateways" | "ledger" | "queue"
>;

/** Reads what a key has left, at most once a minute, and learns from it what our tasks really cost. */
export async function readBalance(ports: BalancePorts, gatewayKeyId: string): Promise<void> {
  const usable = await ports.connections.find(gatewayKeyId);
  if (!usable) return;
  const latest = await ports.balances.latest(gatewayKeyId);
  const now = ports.clock.now();
  const dueAt = latest ? latest.at.getTime() + BALANCE_INTERVAL_MS / usable.speed : 0;
  if (dueAt > now.getTime()) return readLater(ports, gatewayKeyId, new Date(dueAt));

  const readAgain = (afterMs: number) =>
    readLater(ports, gatewayKeyId, new Date(now.getTime() + afterMs / usable.speed));
  const unknownSince = new Date(now.getTime() - FOLLOW_MAX_MS);
  const isQuietNow = async () =>
    (await ports.balances.countInFlight(gatewayKeyId, unknownSince)) === 0;
  const wasQuiet = await isQuietNow();
  let reading: BalanceRecord;
  try {
    const { key } = await ports.gateways.open(usable.connection).readBalance();
    // Something may have been sent while the gateway was answering.
    reading = { ...key, isQuiet: wasQuiet && (await isQuietNow()), at: now };
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    // Nobody else would ask again before the next task has ended.
    const isPassing = cause.code === "unreachable" || cause.code === "rate_limited";
    return readAgain(isPassing ? BALANCE_INTERVAL_MS : BALANCE_SLOW_INTERVAL_MS);
  }
  const before = await ports.balances.latestQuiet(gatewayKeyId);
  const isFirst = await ports.balances.add(gatewayKeyId, reading, latest?.id ?? null);
  // What is in flight may never end, and then nobody would ask again either. In real hours, however fast
  // the gateway: so long is what nobody knows of held for being in flight.
  if (!reading.isQuiet)
    return readLater(ports, gatewayKeyId, new Date(now.getTime() + BALANCE_SLOW_INTERVAL_MS));
  if (isFirst && before) await learn(ports, gatewayKeyId, { before, reading });
}

/** Before anything is sent: what our tasks cost is told from a difference. */
export async function planBalance(
  ports: Pick<Ports, "connections" | "database" | "queue">,
): Promise<void> {
  const { key } = await ports.connections.current();
  await ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, { name: "balance", id: key.id }),
  );
}

const readLater = (ports: BalancePorts, id: string, runAt: Date) =>
  ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, { name: "balance", id, runAt, slot: "timer" }),
  );

async function learn(
  ports: BalancePorts,
  gatewayKeyId: string,
  { before, reading }: { before: BalanceRecord; reading: BalanceRecord },
): Promise<void> {
  if (before.usedCredits === null || reading.usedCredits === null) return;
  const difference = Math.round((reading.usedCredits - before.usedCredits) * MICRO_USD_PER_CREDIT);
  if (difference < 0) return;
  const charged = await ports.balances.listCharged(gatewayKeyId, {
    after: before.at,
    until: reading.at,
  });
  for (const { variantId, ...charge } of attribute(charged, difference)) {
    const of = charged.find((each) => each.variantId === variantId);
    // Whether that one was accepted is not for a sum to say.
    if (of?.isOpen) continue;
    const owedMicroUsd = of?.hasSucceeded ? of.estimatedMicroUsd : 0;
    await ports.database.transaction(async (tx) => {
      await ports.ledger.charge(tx, variantId, charge);
      if (charge.microUsd > owedMicroUsd) await ports.balances.flagCharged(tx, variantId);
    });
  }
}
