/** npm and the terminal both deliver one Ctrl-C. What follows this closely is the same press. */
const SAME_PRESS_MS = 500;

/**
 * Ends the process in order: what was started last stops first.
 * SIGINT, SIGTERM and SIGHUP end it with code 0, a second one at once.
 */
export function createShutdown() {
  const steps = [];
  const controller = new AbortController();
  let stoppingSince = null;

  const stop = async (exitCode) => {
    stoppingSince = Date.now();
    controller.abort();
    while (steps.length > 0) {
      try {
        await steps.pop()();
      } catch (error) {
        console.error(error.message);
      }
    }
    process.exit(exitCode);
  };
  const onSignal = () => {
    if (stoppingSince === null) void stop(0);
    else if (Date.now() - stoppingSince > SAME_PRESS_MS) process.exit(1);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
  // The process that started us on the pinned Node was killed.
  process.on("disconnect", onSignal);
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);

  return {
    signal: controller.signal,
    isStopping: () => stoppingSince !== null,
    /** @param {() => unknown} step run at the end; at once when the end has begun */
    onStop: (step) => {
      steps.push(step);
    },
    /** Says why and stops. */
    fail: async (error) => {
      if (stoppingSince !== null) return;
      console.error(error.message);
      await stop(error.exitCode ?? 1);
    },
  };
}
