import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import path from "node:path";
import type { Failpoint } from "@/crash/failpoints";
import type { Orders } from "@/crash/worker-process";

const ENTRY = path.resolve("dist/crash/worker-process.mjs");
const START_MS_MAX = 240_000;

export type WorkerProcess = {
  isAlive: () => boolean;
  /** It takes orders at once. */
  warm: Promise<unknown>;
  /** Resolves when it runs jobs or has done its deed, or is dead. */
  start: (orders: Orders) => Promise<void>;
  arm: (failpoint: Failpoint | null) => Promise<void>;
  /** Resolves when it is gone. */
  end: (signal: "SIGKILL" | "SIGTERM") => Promise<void>;
};

/** Keeps one process warm, so that a killed one is replaced at once. Everything that they say goes to `logFile`. */
export function createProcesses(logFile: string) {
  const log = openSync(logFile, "a");
  let warm = spawnWorker(log);
  return {
    take(): WorkerProcess {
      const taken = warm;
      warm = spawnWorker(log);
      return taken;
    },
    stop: () => warm.end("SIGKILL"),
  };
}

function spawnWorker(log: number): WorkerProcess {
  const child = spawn(process.execPath, [ENTRY], {
    stdio: ["ignore", log, log, "ipc"],
    env: { ...process.env, NODE_COMPILE_CACHE: path.resolve("dist/crash/cache") },
  });
  const ended = once(child, "exit");
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const hears = (type: string) => untilMessage(child, type);
  const warm = hears("warm");
  return {
    isAlive,
    warm: Promise.race([warm, ended]),
    async start(orders) {
      await Promise.race([warm, ended]);
      if (!isAlive()) return;
      const ready = hears("ready");
      child.send(orders, () => undefined);
      await Promise.race([ready, ended]);
    },
    async arm(failpoint) {
      const armed = hears("armed");
      child.send({ failpoint }, () => undefined);
      await armed;
    },
    async end(signal) {
      if (isAlive()) child.kill(signal);
      await ended;
    },
  };
}

function untilMessage(child: ChildProcess, type: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error(`No worker is ${type}`)), START_MS_MAX);
  const onExit = () => resolve();
  const onMessage = (message: unknown) => {
    if ((message as { type?: string }).type === type) resolve();
  };
  child.on("message", onMessage).once("exit", onExit);
  // Whoever never waits for it must not be disturbed by it.
  promise
    .catch(() => undefined)
    .finally(() => {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onExit);
    });
  return promise;
}
