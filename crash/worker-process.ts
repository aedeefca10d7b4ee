import "server-only";

import { once } from "node:events";
import { flushCompileCache } from "node:module";
import { type Deed, doDeed } from "@/crash/deeds";
import { type Failpoint, withFailpoints } from "@/crash/failpoints";
import { withForbiddenRepeat } from "@/crash/forbidden-repeat";
import { openPorts, type Site } from "@/crash/site";
import { planBalance } from "@/lib/money/service/balance";
import { refuseUnsafeDatabase } from "@/lib/sending/service/pause";
import { sweepStranded } from "@/lib/sending/service/sweep";
import { startJobRunner } from "@/lib/server/composition";
import { createLogger } from "@/lib/server/logger";
import { runEntry } from "@/lib/server/run-entry";
import { createTasks } from "@/lib/worker/tasks";

export type Orders = {
  site: Site;
  /** It kills itself there. */
  failpoint: Failpoint | null;
  /** It sends again what must not be sent again: the checker has to notice. */
  repeatsForbidden: boolean;
  /** Then it is a web process, and runs no jobs. */
  deed: Deed | null;
};

// The product's worker, or what a web process does, but that it waits for its orders: starting a process takes longer than a whole history.
await runEntry(async () => {
  // The next one starts faster.
  flushCompileCache();
  process.send?.({ type: "warm" });
  const [orders] = (await once(process, "message")) as [Orders];
  const { ports: own, arm } = withFailpoints(openPorts(orders.site));
  arm(orders.failpoint);
  process.on("message", ({ failpoint }: Pick<Orders, "failpoint">) => {
    arm(failpoint);
    process.send?.({ type: "armed" });
  });
  const ports = orders.repeatsForbidden ? withForbiddenRepeat(own) : own;
  if (orders.deed) {
    await doDeed(ports, orders.deed);
    process.send?.({ type: "ready" });
    return async () => undefined;
  }
  const runner = await startJobRunner({
    connectionString: orders.site.databaseUrl,
    tasks: createTasks(ports),
    log: createLogger("warn"),
  });
  await refuseUnsafeDatabase(ports);
  await sweepStranded(ports);
  await planBalance(ports);
  process.send?.({ type: "ready" });
  return () => runner.stop();
});
