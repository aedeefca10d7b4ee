import { type Check, ok, warn } from "@/lib/cli/doctor/check";
import { describePause } from "@/lib/cli/pause";
import type { GatewayWord } from "@/lib/ports/gateway-words";
import type { readSending } from "@/lib/sending/service/read";

/** Whether new work goes to the gateway at all. */
export function checkSending({ pause, obstacles }: Awaited<ReturnType<typeof readSending>>): Check {
  if (pause)
    return warn("sending", `It is paused, ${describePause(pause)}. maquette resume ends it.`);
  const codes = [...new Set(obstacles.map(({ code }) => code))].join(", ");
  return codes
    ? warn("sending", `A key is not used for now (${codes}); the worker looks again by itself.`)
    : ok("sending", "New work is sent.");
}

/** Statuses that the gateway has begun to say. */
export function checkWords(words: readonly GatewayWord[]): Check {
  if (words.length === 0) return ok("gateway words", "Every status that it says is known.");
  const said = words.map(({ word, count }) => `"${word}" ${count} times`).join(", ");
  return warn("gateway words", `It says what we do not know and take for running: ${said}.`);
}
