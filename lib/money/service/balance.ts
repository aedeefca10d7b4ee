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
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
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
  const read = await readNow(ports, usable, now);
  if (read instanceof GatewayError) {
    // Nobody else would ask again before the next task has ended.
    const isPassing = read.code === "unreachable" || read.code === "rate_limited";
    return readAgain(isPassing ? BALANCE_INTERVAL_MS : BALANCE_SLOW_INTERVAL_MS);
  }
  const { reading, attemptIds } = read;
  const before = await ports.balances.latestQuiet(gatewayKeyId);
  const told =
    before && reading.isQuiet ? await compare(ports, { before, reading, attemptIds }) : null;
  // From a counter that is behind nothing can be measured: the next one tells of all since the last good one.
  const isQuiet = reading.isQuiet && !told?.isBehind;
  const isFirst = await ports.balances.add(
    gatewayKeyId,
    { ...reading, isQuiet },
    { latestId: latest?.id ?? null, attemptIds },
  );
  // What is in flight may never end, and then nobody would ask again either. In real hours, however fast
  // the gateway: so long is what nobody knows of held for being in flight.
  if (!isQuiet)
    return readLater(ports, gatewayKeyId, new Date(now.getTime() + BALANCE_SLOW_INTERVAL_MS));
  if (isFirst && told) await learn(ports, told);
}

async function readNow(
  ports: BalancePorts,
  { key: { id }, connection }: UsableKey,
  at: Date,
): Promise<{ reading: BalanceRecord; attemptIds: string[] } | GatewayError> {
  const unknownSince = new Date(at.getTime() - FOLLOW_MAX_MS);
  const isQuietNow = async () => (await ports.balances.countInFlight(id, unknownSince)) === 0;
  const attemptIds = await ports.balances.listUncounted(id);
  const wasQuiet = await isQuietNow();
  try {
    const { key } = await ports.gateways.open(connection).readBalance();
    // Something may have been sent while the gateway was answering, and may even have ended.
    const isStill = (await ports.balances.listUncounted(id)).length === attemptIds.length;
    const isQuiet = wasQuiet && isStill && (await isQuietNow());
    return { reading: { ...key, isQuiet, at }, attemptIds };
  } catch (cause) {
    if (cause instanceof GatewayError) return cause;
    throw cause;
  }
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

/** By name and not by time: the clocks of two processes are not the same to the millisecond. */
type Compared = { before: BalanceRecord; reading: BalanceRecord; attemptIds: readonly string[] };

type Told = {
  charged: Awaited<ReturnType<BalancePorts["balances"]["listCharged"]>>;
  differenceMicroUsd: number;
  /** Pictures came and nothing was counted: so far the gateway's counter has not heard of them. */
  isBehind: boolean;
};

/** Null when two readings tell nothing. */
async function compare(
  ports: BalancePorts,
  { before, reading, attemptIds }: Compared,
): Promise<Told | null> {
  if (before.usedCredits === null || reading.usedCredits === null) return null;
  const credits = reading.usedCredits - before.usedCredits;
  const differenceMicroUsd = Math.round(credits * MICRO_USD_PER_CREDIT);
  if (differenceMicroUsd < 0) return null;
  const charged = await ports.balances.listCharged(attemptIds);
  // Some gateways never count: they are not waited for.
  const isYoung = reading.at.getTime() - before.at.getTime() < FOLLOW_MAX_MS;
  const isBehind =
    isYoung && differenceMicroUsd === 0 && charged.some(({ hasSucceeded }) => hasSucceeded);
  return { charged, differenceMicroUsd, isBehind };
}

async function learn(ports: BalancePorts, { charged, differenceMicroUsd }: Told): Promise<void> {
  for (const { variantId, ...charge } of attribute(charged, differenceMicroUsd)) {
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
