import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { childOf } from "@/bench/process-usage";
import { findSession, issueSetupToken, openSession, setUpStudio } from "@/lib/account/service";
import { MODELS } from "@/lib/generation/models";
import { type CreateGeneration, createGenerationSchema } from "@/lib/generation/schema";
import type { Ports } from "@/lib/ports/ports";
import { composePorts } from "@/lib/server/composition";
import { readSettings } from "@/lib/server/env";
import { sessionCookieName } from "@/lib/server/sessions";
import type { Actor } from "@/lib/shared/actor";

const OWNER = { email: "designer@example.com", password: "a sentence that works well" };
/** What the person at the machine has set for a studio of their own is not for this one. */
const SETTINGS = /^(DATABASE_URL|DATA_DIR|PORT|PUBLIC_URL|ROLE|AUTH_SECRET|TOAPIS_.*|MAQUETTE_.*)$/;

export type BenchStudio = {
  url: string;
  dataDir: string;
  databaseUrl: string;
  /** Of its owner, who is signed in. */
  headers: { cookie: string; origin: string };
  actor: Actor;
  projectId: string;
  /** Composed in this process over the same database and settings. */
  ports: Ports;
  serverPid: number;
  workerPid: number;
  stop: () => Promise<void>;
};

/** A whole studio with a data folder of its own, started as `npm start` does. */
export async function startStudio(env: Record<string, string> = {}): Promise<BenchStudio> {
  const folder = mkdtempSync(path.join(tmpdir(), "maquette-bench-studio-"));
  const dataDir = path.join(folder, "data");
  const port = await freePort();
  const inherited = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name));
  const settings = { DATA_DIR: dataDir, PORT: String(port), ...env };
  const supervisor = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...(Object.fromEntries(inherited) as NodeJS.ProcessEnv), ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => supervisor.once("close", () => resolve()));
  const stop = async () => {
    supervisor.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const isReady = await firstLine(supervisor.stdout, /^Maquette is ready: /m);
  if (!isReady) throw new Error("The studio did not start");
  const pid = supervisor.pid ?? 0;
  return {
    ...(await signIn(settings)),
    dataDir,
    serverPid: childOf(pid, "dist/server.mjs"),
    workerPid: childOf(pid, "dist/worker.mjs"),
    stop,
  };
}

let shared: Promise<BenchStudio> | undefined;

/** One studio for all benchmarks that leave no load behind. Its sandbox finishes pictures at once. */
export function sharedStudio(): Promise<BenchStudio> {
  shared ??= startStudio({ MAQUETTE_SANDBOX_SPEED: "1000" });
  return shared;
}

export const stopSharedStudio = async () => (await shared)?.stop();

async function firstLine(output: NodeJS.ReadableStream, wanted: RegExp): Promise<boolean> {
  let text = "";
  for await (const chunk of output) {
    text += chunk;
    if (wanted.test(text)) {
      // Nobody reads on: what comes later must not fill the pipe.
      output.resume();
      return true;
    }
  }
  return false;
}

async function signIn(env: Record<string, string> & { DATA_DIR: string }) {
  const read = (file: string) => readFileSync(path.join(env.DATA_DIR, file), "utf8").trim();
  const postgresPort = read("postgres-18/postmaster.pid").split("\n")[3];
  const settings = readSettings({
    ...env,
    NODE_ENV: "production",
    DATABASE_URL: `postgresql://maquette:${read("secrets/postgres-password")}@127.0.0.1:${postgresPort}/maquette`,
    AUTH_SECRET: read("secrets/auth-secret"),
    ...(!env["TOAPIS_API_KEY"] && {
      MAQUETTE_SANDBOX_URL: `http://127.0.0.1:${read("sandbox/port")}`,
    }),
  });
  const ports = composePorts(settings);
  const token = (await issueSetupToken(ports, null)) ?? "";
  await setUpStudio(ports, {
    token,
    ...OWNER,
    name: "Designer",
    teamName: "Halden",
    projectName: "Autumn KV",
    timeZone: "UTC",
  });
  const opened = await openSession(ports, { ...OWNER, userAgent: "bench", client: "bench" });
  if (!opened.ok) throw new Error("The owner cannot sign in");
  const { userId, sessionSecret } = opened.value;
  const session = await findSession(ports, sessionSecret);
  if (!session) throw new Error("The owner has no session");
  const viewer = await ports.accounts.findViewer(userId, session);
  const name = sessionCookieName(settings.publicUrl);
  const claims = { sub: userId, sid: sessionSecret };
  const cookie = await encode({ token: claims, secret: settings.authSecret, salt: name });
  return {
    url: settings.publicUrl,
    databaseUrl: settings.databaseUrl,
    headers: { cookie: `${name}=${cookie}`, origin: settings.publicUrl },
    actor: { ...session, sessionId: session.id } as unknown as Actor,
    projectId: viewer?.projects[0]?.id ?? "",
    ports,
  };
}

const RESOLUTION = "0.5K";
const MODEL = MODELS.find((row) => row.resolutions.some((it) => it === RESOLUTION)) ?? MODELS[0];

/** A press of Generate for the smallest pictures: the sandbox's painting is not what is measured. */
export const pressOf = (studio: BenchStudio, variantCount: number): CreateGeneration =>
  createGenerationSchema.parse({
    requestId: studio.ports.clock.newId(),
    projectId: studio.projectId,
    prompt: "A paper boat on a quiet lake at dawn",
    model: MODEL.id,
    aspectRatio: "1:1",
    resolution: RESOLUTION,
    variantCount,
    references: [],
  });

export function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer().listen(0, "127.0.0.1", () => {
    const address = server.address();
    server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
  });
  return promise;
}
