import "server-only";
import { planBalance } from "@/lib/money/service/balance";
import { refuseUnsafeDatabase, sweepStranded } from "@/lib/sending/service/sweep";
import { getPorts, getSettings, startJobRunner } from "@/lib/server/composition";
import { createLogger } from "@/lib/server/logger";
import { runEntry } from "@/lib/server/run-entry";
import { createTasks } from "@/lib/worker/tasks";

const SWEEP_INTERVAL_MS = 30_000;

await runEntry(async () => {
  const settings = getSettings();
  const ports = getPorts();
  const log = createLogger(settings.logLevel);
  const runner = await startJobRunner({
    connectionString: settings.databaseUrl,
    tasks: createTasks(ports),
    log,
  });
  await refuseUnsafeDatabase(ports);
  const sweep = () =>
    sweepStranded(ports).catch((cause: unknown) => log.error(cause, "sweep failed"));
  await sweep();
  await planBalance(ports);
  const sweeping = setInterval(sweep, SWEEP_INTERVAL_MS);
  process.send?.({ type: "ready" });

  return async () => {
    clearInterval(sweeping);
    await runner.stop();
    await ports.media.close();
  };
});
