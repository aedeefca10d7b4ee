import "server-only";

import type { Ports } from "@/lib/ports/ports";

/** What keeps new work from being sent. */
export async function readSending(ports: Pick<Ports, "circuits" | "sending">) {
  const [pause, obstacles] = await Promise.all([
    ports.sending.findPause(),
    ports.circuits.listOpen(),
  ]);
  return { pause, obstacles };
}
