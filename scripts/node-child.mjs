import { fork } from "node:child_process";
import readline from "node:readline";
import { root } from "./bootstrap.mjs";
import { forTerminal, openLog } from "./log-file.mjs";
import { waitUntil } from "./process-facts.mjs";

/** A paid request in flight may take 25 s to its end; it is never cut off before. */
const STOP_TIMEOUT_MS = 30_000;

/**
 * Starts one of our bundles. It has a channel to us, through which it says `{ type: "ready", … }`, and by whose end it
 * notices that we are gone.
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.file the bundle
 * @param {string[]} [options.args]
 * @param {Record<string, string>} options.env
 * @param {string} options.log its file
 * @param {boolean} options.isVerbose show every line in the terminal
 * @param {(message: object) => void} options.onReady
 * @param {(message: object) => void} [options.onMessage] hears what else it says
 * @returns {{ exited: Promise<number | null>, stop: () => Promise<void>, tell: (message: object) => void }}
 */
export function startNodeChild({ name, file, args = [], env, log, isVerbose, ...hears }) {
  const { onReady, onMessage = () => undefined } = hears;
  const child = fork(file, args, {
    cwd: root,
    env,
    // A smaller young generation: a process is some 60 MB smaller from its start.
    execArgv: ["--enable-source-maps", "--max-semi-space-size=2"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Its own session: Ctrl-C reaches us alone, and we stop the children in their order.
    detached: true,
  });
  const write = openLog(log);
  for (const stream of [child.stdout, child.stderr]) {
    readline.createInterface({ input: stream }).on("line", (line) => {
      write(`${line}\n`);
      const shown = isVerbose ? line : forTerminal(name, line);
      if (shown !== null) console.error(shown);
    });
  }
  const exited = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", resolve);
  });
  child.on("message", (message) => {
    if (message?.type === "ready") onReady(message);
    else onMessage(message);
  });
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    child.kill("SIGTERM");
    if (!(await waitUntil(hasExited, STOP_TIMEOUT_MS))) child.kill("SIGKILL");
    await exited;
  };
  const tell = (message) => {
    // One that is just going has no ear any more.
    if (child.connected) child.send(message, () => undefined);
  };
  return { exited, stop, tell };
}
