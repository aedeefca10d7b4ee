import "server-only";
import { sweepSpool } from "@/lib/generation/service/spool";
import { planBalance } from "@/lib/money/service/balance";
import { refuseUnsafeDatabase } from "@/lib/sending/service/pause";
import { sweepStranded } from "@/lib/sending/service/sweep";
import { getPorts, getSettings, startJobRunner } from "@/lib/server/composition";
import { createLogger } from "@/lib/server/logger";
import { openMetricsPort, tellMetrics } from "@/lib/server/metrics-port";
import { runEntry } from "@/lib/server/run-entry";
import { backupTasks } from "@/lib/worker/nightly-backup";
import { createTasks, NIGHTLY } from "@/lib/worker/tasks";

const SWEEP_INTERVAL_MS = 30_000;

await runEntry(async () => {
  const settings = getSettings();
  const ports = getPorts();
  const log = createLogger(settings.logLevel);
  // Before the first job: one of those that wait may have its turn already.
  await refuseUnsafeDatabase(ports);
  const backups = backupTasks({ root: process.cwd(), settings, ports });
  const runner = await startJobRunner({
    connectionString: settings.databaseUrl,
    tasks: { ...createTasks(ports), ...backups },
    nightly: [...NIGHTLY, ...Object.keys(backups)],
    log,
  });
  const sweep = () =>
    sweepStranded(ports).catch((cause: unknown) => log.error(cause, "sweep failed"));
  await sweep();
  await sweepSpool(ports).catch((cause: unknown) => log.error(cause, "spool sweep failed"));
  await planBalance(ports);
  const sweeping = setInterval(sweep, SWEEP_INTERVAL_MS);
  // Beside a web process it has no door of its own.
  const stopTelling = tellMetrics();
  const closeMetrics =
    settings.role === "worker" ? await openMetricsPort("worker") : async () => undefined;
  process.send?.({ type: "ready" });

  return async () => {
    clearInterval(sweeping);
    await runner.stop();
    stopTelling();
    await closeMetrics();
    await ports.media.close();
  };
});
