import "server-only";

import type { OpenCircuit } from "@/lib/ports/circuits";
import { findKeyForSending } from "@/lib/ports/gateway-key-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";

type ReadPorts = Pick<Ports, "circuits" | "connections" | "sending">;

/** What keeps new work from being sent, whoever's it is. */
export async function readSending(ports: ReadPorts) {
  const [pause, open] = await Promise.all([ports.sending.findPause(), ports.circuits.listOpen()]);
  const obstacles: OpenCircuit[] = [];
  for (const circuit of open) {
    const usable = await findKeyForSending(ports.connections, circuit.gatewayKeyId);
    // Another key has taken its place: nothing waits for that one any more.
    if (!usable || usable.key.id === circuit.gatewayKeyId) obstacles.push(circuit);
  }
  return { pause, obstacles };
}

/** What keeps the work of a team: of its own keys, and of those of the settings while the team works with them. */
export async function readSendingOfTeam(ports: ReadPorts, { teamId }: Actor) {
  const { pause, obstacles } = await readSending(ports);
  if (obstacles.length === 0) return { pause, obstacles };
  const { key } = await ports.connections.current({ teamId });
  return {
    pause,
    obstacles: obstacles.filter((circuit) =>
      circuit.teamId === null ? key.source !== "team" : circuit.teamId === teamId,
    ),
  };
}
