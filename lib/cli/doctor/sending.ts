import { type Check, ok, warn } from "@/lib/cli/doctor/check";
import { describePause } from "@/lib/cli/pause";
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
