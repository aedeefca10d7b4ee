import type { OpenCircuit } from "@/lib/ports/circuits";
import type { Pause } from "@/lib/ports/sending-repository";
import type { SendingView } from "@/lib/sending/schema";

export const presentSending = ({
  pause,
  obstacles,
}: {
  pause: Pause | null;
  obstacles: readonly OpenCircuit[];
}): SendingView => ({
  pause: pause && { at: pause.at.toISOString(), by: pause.by, reason: pause.reason },
  obstacles: obstacles.map(({ code, keyLabel, nextProbeAt }) => ({
    code,
    keyLabel,
    nextProbeAt: nextProbeAt.toISOString(),
  })),
});
