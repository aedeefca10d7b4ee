import "server-only";
import { getPorts, getSettings, startJobRunner } from "@/lib/server/composition";
import { createLogger } from "@/lib/server/logger";
import { runEntry } from "@/lib/server/run-entry";
import { createTasks } from "@/lib/worker/tasks";

await runEntry(async () => {
  const settings = getSettings();
  const ports = getPorts();
  const log = createLogger(settings.logLevel);
  const runner = await startJobRunner({
    connectionString: settings.databaseUrl,
    tasks: createTasks(ports),
    log,
  });
  process.send?.({ type: "ready" });

  return async () => {
    await runner.stop();
    await ports.media.close();
  };
});
