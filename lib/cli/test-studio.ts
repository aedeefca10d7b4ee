import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import type { Studio } from "@/lib/cli/command";
import { runCli } from "@/lib/cli/run";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { composePorts } from "@/lib/server/composition";
import { readSettings } from "@/lib/server/env";

type Options = { databaseUrl: string; env?: Record<string, string> };

/** An installation on this database with a data folder and a sandbox of its own, and its operator. */
export async function openTestStudio({ databaseUrl, env }: Options) {
  const dataDir = await mkdtemp(path.join(tmpdir(), "maquette-cli-"));
  const sandbox = await startSandbox({ speed: 1_000 });
  const settings = readSettings({
    NODE_ENV: "test",
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: "a secret of this test, long enough",
    MAQUETTE_SANDBOX_URL: sandbox.url,
    MAQUETTE_SANDBOX_SPEED: "1000",
    ...(env?.["TOAPIS_API_KEY"] && {
      TOAPIS_BASE_URL: sandbox.url,
      MAQUETTE_ALLOW_PRIVATE_UPSTREAM: "1",
    }),
    ...env,
  });
  const studio: Studio = { root: process.cwd(), settings, ports: composePorts(settings) };

  /** Runs a command line as the operator types it; `answers` are what they say when they are asked. */
  const run = async (line: string, answers: boolean[] = []) => {
    const printed: string[] = [];
    const noted: string[] = [];
    const questions: string[] = [];
    const exitCode = await runCli(line.split(" ").filter(Boolean), {
      openStudio: async () => studio,
      terminal: {
        print: (text) => void printed.push(text),
        note: (text) => void noted.push(text),
        async confirm(question) {
          questions.push(question);
          return answers.shift() ?? false;
        },
      },
    });
    return { exitCode, printed: printed.join("\n"), noted: noted.join("\n"), questions };
  };

  return {
    dataDir,
    sandbox,
    studio,
    run,
    /** As `run`, with what `--json` prints. */
    async runJson(line: string, answers: boolean[] = []) {
      const { exitCode, printed, questions } = await run(`${line} --json`, answers);
      return { exitCode, questions, json: JSON.parse(printed) };
    },
    /** As a supervisor of this process would. */
    holdDataFolder: (lock: object = {}) =>
      writeFile(
        path.join(dataDir, "supervisor.lock"),
        JSON.stringify({ pid: process.pid, host: hostname(), startedAt: "2026-11-24", ...lock }),
      ),
    async close() {
      await sandbox.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
