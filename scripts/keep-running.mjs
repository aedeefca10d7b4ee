import { setTimeout as sleep } from "node:timers/promises";

const DEATHS_MAX = 5;
const WINDOW_MS = 60_000;
/** Exit code of a process that finds its settings wrong: another try would end the same way. */
const MISCONFIGURED = 78;

/**
 * Starts a process and starts it again whenever it dies, after 1, 2, 4 … seconds. Five deaths within a minute end it.
 * @param {object} options
 * @param {string} options.name as the operator reads it
 * @param {() => Promise<{ exited: Promise<number | null>, stop: () => Promise<void> }>} options.start
 * @param {() => string} options.lastWords end of the process's log
 * @param {(error: Error) => unknown} options.giveUp called once, after the last death
 * @returns `first`: the process as started at first, rejected when it could not be; `restart` ends the present one
 */
export function keepRunning({ name, start, lastWords, giveUp }) {
  let isStopping = false;
  let isRestarting = false;
  let deaths = [];
  let current = start();
  const first = current;

  const exitCode = async () => {
    try {
      const handle = await current;
      return await handle.exited;
    } catch (error) {
      console.error(`The ${name} did not start: ${error.message}`);
      return null;
    }
  };
  /** False when another start makes no sense. Otherwise it waits until it is time. */
  const mayStartAgain = async (code) => {
    if (isRestarting) return true;
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < WINDOW_MS), now];
    if (code === MISCONFIGURED || deaths.length >= DEATHS_MAX) {
      giveUp(new Error(`The ${name} keeps stopping. Its last words:\n${lastWords()}`));
      return false;
    }
    console.error(`The ${name} stopped. Starting it again.`);
    await sleep(1_000 * 2 ** (deaths.length - 1));
    return true;
  };
  const watch = async () => {
    for (;;) {
      const code = await exitCode();
      if (isStopping || !(await mayStartAgain(code)) || isStopping) return;
      isRestarting = false;
      current = start();
    }
  };
  first.then(watch, () => undefined);

  const end = async () => {
    const handle = await current.catch(() => null);
    await handle?.stop();
  };
  return {
    first,
    stop: () => {
      isStopping = true;
      return end();
    },
    restart: () => {
      isRestarting = true;
      return end();
    },
  };
}
