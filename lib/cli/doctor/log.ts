import { type Check, fail, ok } from "@/lib/cli/doctor/check";
import type { ChainRecord } from "@/lib/ports/audit-log";

/** Whether every team's log is what was written. */
export function checkLog(chains: readonly ChainRecord[]): Check {
  const broken = chains.filter(({ brokenAt }) => brokenAt !== null);
  const count = chains.reduce((sum, chain) => sum + chain.count, 0);
  return broken.length > 0
    ? fail(
        "log",
        `The log of ${broken.map(({ teamName }) => teamName).join(", ")} was changed: maquette log verify says where.`,
      )
    : ok("log", `All ${count} rows follow on each other as they were written.`);
}
