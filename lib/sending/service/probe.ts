import "server-only";

import { UNKNOWN_COUNT_MAX, UNKNOWN_SPAN_MS } from "@/lib/generation/policy";
import type { CircuitCode, CircuitGroup, OpenCircuit } from "@/lib/ports/circuits";
import { type Gateway, GatewayError } from "@/lib/ports/gateway";
import type { Ports } from "@/lib/ports/ports";
import { probeDelayMs } from "@/lib/sending/policy";

type ProbePorts = Pick<
  Ports,
  "circuits" | "clock" | "connections" | "database" | "engine" | "gateways" | "queue" | "rateLimits"
>;

/** Finds out by free calls whether what is closed for a key may be used again. */
export async function probeKey(ports: ProbePorts, gatewayKeyId: string): Promise<void> {
  const open = (await ports.circuits.listOpen()).filter(
    (circuit) => circuit.gatewayKeyId === gatewayKeyId,
  );
  const usable = await ports.connections.find(gatewayKeyId);
  const gateway = usable && ports.gateways.open(usable.connection);
  for (const circuit of open) {
    const isDue = circuit.nextProbeAt <= ports.clock.now();
    // A key without its secret cannot be asked, and may come back.
    if (!usable || !gateway || !isDue || !(await isCured(ports, gateway, circuit))) {
      await putOff(ports, circuit);
      continue;
    }
    await ports.circuits.close(gatewayKeyId, circuit.group);
    await rampUp(ports, usable.key.account, circuit.group);
  }
}

const isCured = async (
  ports: ProbePorts,
  gateway: Gateway,
  { code, gatewayKeyId, group }: OpenCircuit,
): Promise<boolean> => {
  // Sends in doubt hold it, whatever else was wrong.
  if (group === "submit" && (await countUnknowns(ports, gatewayKeyId)) >= UNKNOWN_COUNT_MAX)
    return false;
  try {
    return await CURES[code](gateway);
  } catch (cause) {
    if (cause instanceof GatewayError) return false;
    throw cause;
  }
};

const answers = async (gateway: Gateway): Promise<boolean> => {
  await gateway.listImageModels();
  return true;
};

const CURES: Record<CircuitCode, (gateway: Gateway) => Promise<boolean>> = {
  bad_key: answers,
  unreachable: answers,
  unknowns: answers,
  no_balance: async (gateway) => {
    const { key, account } = await gateway.readBalance();
    return [key, account].every(({ remainingCredits }) => (remainingCredits ?? 1) > 0);
  },
};

async function countUnknowns({ engine, clock }: ProbePorts, gatewayKeyId: string) {
  return engine.countUnknown(gatewayKeyId, new Date(clock.now().getTime() - UNKNOWN_SPAN_MS));
}

async function putOff(ports: ProbePorts, circuit: OpenCircuit): Promise<void> {
  const at = ports.clock.now();
  const isDue = circuit.nextProbeAt <= at;
  const probeCount = circuit.probeCount + (isDue ? 1 : 0);
  const nextProbeAt = isDue
    ? new Date(at.getTime() + probeDelayMs(probeCount))
    : circuit.nextProbeAt;
  if (isDue) await ports.circuits.open({ ...circuit, probeCount, nextProbeAt, at });
  await ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, { name: "probe", id: circuit.gatewayKeyId, runAt: nextProbeAt }),
  );
}

/** After a standstill everything waits at once: it begins slowly. */
async function rampUp(ports: ProbePorts, account: string, group: CircuitGroup): Promise<void> {
  if (group !== "upload") await ports.rateLimits.restart(account, "submit");
  await ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, { name: "dispatch", id: account }),
  );
}
