import "server-only";

import { lifecycle } from "@/lib/server/lifecycle";

/** The supervisor kills what has not stopped by then. */
const DRAIN_MAX_MS = 25_000;

/**
 * Runs a process of the studio: starts it, stops it once on a signal or when the supervisor is gone,
 * and ends it at once on a second signal. `start` answers with how to stop.
 */
export async function runEntry(start: () => Promise<() => Promise<void>>): Promise<void> {
  const stopping = Promise.withResolvers<void>();
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(0);
    isStopping = true;
    lifecycle.isDraining = true;
    stopping.resolve();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("disconnect", stop);

  // With a channel to it, the parent is our supervisor.
  if (process.send) lifecycle.supervisorPid = process.ppid;
  try {
    const drain = await start();
    lifecycle.hasStarted = true;
    await stopping.promise;
    setTimeout(() => process.exit(0), DRAIN_MAX_MS).unref();
    await drain();
    process.exit(0);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exit(1);
  }
}
