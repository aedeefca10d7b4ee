import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

const START = path.resolve(import.meta.dirname, "../scripts/start.mjs");
const SETTINGS =
  /^(DATABASE_URL|DATA_DIR|PORT|PUBLIC_URL|ROLE|AUTH_SECRET|STORAGE_URL|AWS_.*|TOAPIS_.*|MAQUETTE_.*)$/;

export type StudioOptions = {
  /** Absolute. Made when absent. */
  dataDir: string;
  port: number;
  env?: Record<string, string>;
};

export type Studio = {
  /** What it printed until it was ready. */
  said: string;
  /** Empty for a worker alone. */
  url: string;
  /** Null when the installation has an owner. */
  setupLink: string | null;
  /** SIGTERM; answers with the exit code. */
  stop: () => Promise<number | null>;
  /** SIGKILL of the supervisor alone, as when the machine runs out of memory. */
  kill9: () => Promise<void>;
  /** SIGKILL of every process, as when the machine loses its power. */
  cutPower: () => Promise<void>;
};

/**
 * Starts a studio of its own as `npm start` does and waits for its address.
 *
 * @throws {Error} with everything that it printed, when it ends before.
 */
export async function startStudio(options: StudioOptions): Promise<Studio> {
  const { child, output, exited } = spawnStart(options);
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on("data", () => {
      if (/^(Maquette is ready: .+|The worker is ready\.)\n/m.test(output())) resolve();
    });
  });
  const early = exited.then((code) => {
    throw new Error(`The studio ended with ${code}:\n${output()}`);
  });
  await Promise.race([ready, early]);
  early.catch(() => undefined);

  const kill = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return {
    said: output(),
    url: /^Maquette is ready: (.+)$/m.exec(output())?.[1] ?? "",
    setupLink: /^First run\..+: (http.+)$/m.exec(output())?.[1] ?? null,
    stop: () => kill("SIGTERM"),
    kill9: async () => {
      await kill("SIGKILL");
    },
    cutPower: async () => {
      for (const pid of processesOf(options.dataDir)) killIfThere(pid);
      await exited;
    },
  };
}

/** Ids of the processes that were started with this data folder in their environment or arguments. */
export function processesOf(dataDir: string): number[] {
  const mentions = (pid: string) => {
    try {
      const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, "utf8");
      return `${read("environ")}\0${read("cmdline")}`.includes(dataDir);
    } catch {
      return false;
    }
  };
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && mentions(name))
    .map(Number);
}

/** What runs under this id, empty when it has just ended. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It went with the one before.
  }
}

/** A start that is expected to end by itself. */
export async function runStart(
  options: StudioOptions,
): Promise<{ code: number | null; output: string }> {
  const { output, exited } = spawnStart(options);
  return { code: await exited, output: output() };
}

function spawnStart({ dataDir, port, env }: StudioOptions): {
  child: ChildProcess;
  output: () => string;
  exited: Promise<number | null>;
} {
  const inherited = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name));
  const settings = { DATA_DIR: dataDir, PORT: String(port), ...env };
  const child = spawn(process.execPath, [START], {
    env: { ...(Object.fromEntries(inherited) as NodeJS.ProcessEnv), ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, output: () => text, exited };
}

/** A TCP port that nobody listens on at 127.0.0.1. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
