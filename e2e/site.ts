import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CREDENTIALS, startS3Server } from "@/lib/adapters/storage/test-s3-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { startEmbeddedPostgres } from "../scripts/embedded-postgres.mjs";
import { freePort, runStart, startStudio } from "./studio-process";

export const GATEWAY_KEY = "sk-several-machines";
const SPEED = 20;

export type Site = Awaited<ReturnType<typeof startSite>>;

/** Two web and two worker processes, each as on a machine of its own, and what they share. */
export async function startSite(folder: string) {
  const keyFile = path.join(folder, "master-key");
  mkdirSync(folder, { recursive: true });
  writeFileSync(keyFile, randomBytes(32));
  const database = await startEmbeddedPostgres(path.join(folder, "database"));
  const bucket = await startS3Server(path.join(folder, "bucket"));
  const sandbox = await startSandbox({ speed: SPEED, dataDir: path.join(folder, "sandbox") });
  const shared = {
    DATABASE_URL: database.url,
    STORAGE_URL: `s3://${bucket.bucket}/maquette?endpoint=${bucket.endpoint}`,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    MAQUETTE_MASTER_KEY_FILE: keyFile,
    TOAPIS_API_KEY: GATEWAY_KEY,
    TOAPIS_BASE_URL: sandbox.url,
    MAQUETTE_ALLOW_PRIVATE_UPSTREAM: "1",
  };
  const start = async (name: string, role: "web" | "worker") => {
    const metricsPort = await freePort();
    const own = { ROLE: role, MAQUETTE_METRICS_PORT: String(metricsPort) };
    const dataDir = path.join(folder, name);
    const machine = await startMachine({ name, dataDir, env: { ...shared, ...own } });
    return Object.assign(machine, { metricsUrl: `http://127.0.0.1:${metricsPort}` });
  };
  // All at once on an empty database.
  const [webs, workers] = await Promise.all([
    Promise.all([start("web-1", "web"), start("web-2", "web")]),
    Promise.all([start("worker-1", "worker"), start("worker-2", "worker")]),
  ]);
  return {
    webs,
    workers,
    databaseUrl: database.url,
    sandboxUrl: sandbox.url,
    stopBucket: bucket.stop,
    /** One more web process, with settings that are not everybody's: it is expected to end by itself. */
    startStranger: async (changes: Record<string, string>) =>
      runStart({
        dataDir: path.join(folder, "stranger"),
        port: await freePort(),
        env: { ...shared, ROLE: "web", ...changes },
      }),
    async stop() {
      await Promise.all([...webs, ...workers].map((machine) => machine.stop()));
      await sandbox.stop();
      // A test may have taken it away before.
      await bucket.stop().catch(() => undefined);
      await database.stop();
    },
  };
}

async function startMachine({
  name,
  ...rest
}: {
  name: string;
  dataDir: string;
  env: Record<string, string>;
}) {
  const options = { ...rest, port: await freePort() };
  let running = await startStudio(options);
  return {
    name,
    url: running.url,
    setupLink: running.setupLink,
    stop: () => running.stop(),
    async cutPowerAndRestart() {
      await running.cutPower();
      running = await startStudio(options);
    },
  };
}
