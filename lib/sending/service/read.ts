import "server-only";

import type { OpenCircuit } from "@/lib/ports/circuits";
import { findKeyFor } from "@/lib/ports/gateway-key-repository";
import type { Ports } from "@/lib/ports/ports";

type ReadPorts = Pick<Ports, "circuits" | "connections" | "sending">;

/** What keeps new work from being sent. */
export async function readSending(ports: ReadPorts) {
  const [pause, open] = await Promise.all([ports.sending.findPause(), ports.circuits.listOpen()]);
  const obstacles: OpenCircuit[] = [];
  for (const circuit of open) {
    const usable = await findKeyFor(ports.connections, circuit.gatewayKeyId);
    // Another key has taken its place: nothing waits for that one any more.
    if (!usable || usable.key.id === circuit.gatewayKeyId) obstacles.push(circuit);
  }
  return { pause, obstacles };
}
