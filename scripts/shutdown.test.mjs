import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

const SHUTDOWN = new URL("./shutdown.mjs", import.meta.url).href;

/** A process with two steps to stop, the second of which waits for `release` when told so. */
async function start({ isStuck = false } = {}) {
  const script = `
    const { createShutdown } = await import(${JSON.stringify(SHUTDOWN)});
    const shutdown = createShutdown();
    shutdown.onStop(() => console.log("first started"));
    shutdown.onStop(() => {
      console.log("last started");
      return ${isStuck} ? new Promise(() => undefined) : undefined;
    });
    setInterval(() => undefined, 1_000);
    console.log("ready");`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = [];
  const exited = once(child, "exit");
  const said = (line) =>
    new Promise((resolve) => {
      const look = () => lines.includes(line) && resolve();
      child.stdout.on("data", look);
      look();
    });
  child.stdout.on("data", (data) => lines.push(...String(data).trim().split("\n")));
  await said("ready");
  return { child, lines, said, exited };
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"])(
  "%s stops what was started last first, and ends with 0",
  async (signal) => {
    const { child, lines, exited } = await start();
    child.kill(signal);
    expect(await exited).toEqual([0, null]);
    expect(lines).toEqual(["ready", "last started", "first started"]);
  },
);

test("a second Ctrl-C ends at once what does not stop; npm and the terminal sending one twice is one", async () => {
  const { child, lines, said, exited } = await start({ isStuck: true });
  child.kill("SIGINT");
  await said("last started");
  child.kill("SIGINT");
  const pressAgain = setInterval(() => child.kill("SIGINT"), 100);
  expect(await exited).toEqual([1, null]);
  clearInterval(pressAgain);
  expect(lines).toEqual(["ready", "last started"]);
});
