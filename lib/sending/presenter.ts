import type { OpenCircuit } from "@/lib/ports/circuits";
import type { ModelGap } from "@/lib/ports/model-gaps";
import type { Pause } from "@/lib/ports/sending-repository";
import type { SendingView } from "@/lib/sending/schema";

export const presentSending = ({
  pause,
  obstacles,
  modelGaps,
}: {
  pause: Pause | null;
  obstacles: readonly OpenCircuit[];
  modelGaps: readonly ModelGap[];
}): SendingView => ({
  pause: pause && { at: pause.at.toISOString(), by: pause.by, reason: pause.reason },
  obstacles: obstacles.map(({ code, keyLabel, nextProbeAt }) => ({
    code,
    keyLabel,
    nextProbeAt: nextProbeAt.toISOString(),
  })),
  modelGaps: modelGaps.map(({ model, code, since }) => ({
    model,
    code,
    since: since.toISOString(),
  })),
});
