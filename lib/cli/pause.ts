import { BY_OPERATOR } from "@/lib/audit/policy";
import type { Command } from "@/lib/cli/command";
import type { Pause } from "@/lib/ports/sending-repository";
import { pauseSending, resumeSending } from "@/lib/sending/service/pause";

export const pause: Command = {
  usage: "pause [REASON]",
  summary: "Stops all sending to the gateway; what is there already goes on.",
  takesWords: true,
  async run({ ports }, { words }) {
    // Makes the row that holds the pause, should this installation never have sent anything.
    await ports.engine.installationHandle();
    const said = { by: "the operator", reason: words.join(" ") };
    await pauseSending(ports, said, BY_OPERATOR);
    // An earlier pause stays as it was.
    const kept = await ports.sending.findPause();
    const line = kept ? `Sending is paused, ${describePause(kept)}.` : "Somebody has just resumed.";
    return { isGood: kept !== null, lines: [line], json: { pause: kept } };
  },
};

export const resume: Command = {
  usage: "resume",
  summary: "Ends a pause: what waits is sent.",
  async run({ ports }) {
    const ended = await resumeSending(ports, BY_OPERATOR);
    const line = ended
      ? `Sending goes on. It was paused, ${describePause(ended)}.`
      : "Nothing was paused.";
    return { isGood: true, lines: [line], json: { ended } };
  },
};

export const describePause = ({ at, by, reason }: Pause) =>
  `since ${at.toISOString()} by ${by}${reason && `: ${reason}`}`;
