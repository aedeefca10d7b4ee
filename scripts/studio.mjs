import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildWhenStale, forgetBundles, generateClient } from "./build.mjs";
import { bundlePath } from "./bundle-path.mjs";
import { checkPort, claimDataFolder, listenError } from "./data-folder.mjs";
import { checkExternalDatabase, prepareTables } from "./database.mjs";
import { freePort, startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { keepRunning } from "./keep-running.mjs";
import { startNodeChild } from "./node-child.mjs";
import { tail } from "./process-facts.mjs";
import { readSecretFiles } from "./secret-files.mjs";
import { ensureSecrets } from "./secrets.mjs";
import { readSettings } from "./settings.mjs";
import { shareSettings } from "./shared-settings.mjs";
import { createShutdown } from "./shutdown.mjs";

/** The supervisor: brings the studio up in order, keeps it up, and takes it down in the opposite order. */
export async function runStudio({ isDev }) {
  const shutdown = createShutdown();
  try {
    await startStudio({ isDev, shutdown });
  } catch (error) {
    // A stop in the middle of a start makes its steps fail; that is not news.
    if (!shutdown.isStopping()) await shutdown.fail(error);
  }
}

async function startStudio({ isDev, shutdown }) {
  Object.assign(process.env, readSecretFiles(process.env));
  const settings = readSettings(process.env);
  const { role, port, host, dataDir } = settings;
  const lock = claimDataFolder(dataDir);
  shutdown.onStop(lock.release);
  if (role !== "worker") await checkPort({ host, port }, { mayBeOrphan: lock.tookOver });

  const databaseUrl = await openDatabase(settings, shutdown);
  await prepareTables(databaseUrl);
  const secrets = ensureSecrets(dataDir, process.env);
  if (settings.databaseUrl) shutdown.onStop(await shareWithOthers(settings, secrets));
  const env = {
    ...process.env,
    ...secrets,
    NODE_ENV: isDev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    ROLE: role,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${port}`,
    // One for each start of the studio: the link that was printed outlives a restart of the web process.
    MAQUETTE_SETUP_TOKEN: randomBytes(32).toString("base64url"),
  };
  const { signal } = shutdown;
  let changed = () => undefined;
  if (isDev) {
    await generateClient({ signal });
    forgetBundles();
    const { watchBundles } = await import("./bundles.mjs");
    shutdown.onStop(await watchBundles((names) => changed(names)));
  } else {
    await buildWhenStale({ signal });
  }
  const context = { dataDir, env, isDev, shutdown };
  if (role === "all" && !settings.hasGatewayKey)
    env.MAQUETTE_SANDBOX_URL = await startSandbox(context, settings.sandboxSpeed);
  const entries = { all: ["server", "worker"], web: ["server"], worker: ["worker"] }[role];
  const children = entries.map((entry) => startChild(context, { entry, onMessage: passOn }));
  shutdown.onStop(() => Promise.all(children.map((child) => child.stop())));
  const web = children[entries.indexOf("server")];
  /** What the worker has counted is shown by the web process. */
  function passOn(message) {
    if (message?.type === "metrics") web?.tell(message);
  }
  changed = (bundles) => {
    for (const [index, entry] of entries.entries())
      if (bundles.includes(entry)) children[index].restart();
  };
  announce(await Promise.all(children.map((child) => child.ready)));
}

/** @returns {Promise<string>} the address for all processes, valid as long as the studio runs */
async function openDatabase({ databaseUrl, dataDir }, shutdown) {
  if (databaseUrl) {
    await checkExternalDatabase(databaseUrl);
    return databaseUrl;
  }
  let port;
  const postgres = keepRunning({
    name: "embedded database",
    start: async () => {
      // The processes know its address, so it has to come back there.
      const server = await startEmbeddedPostgres(dataDir, { port });
      port = server.port;
      return server;
    },
    lastWords: () => tail(path.join(dataDir, "postgres.log"), 5),
    giveUp: shutdown.fail,
  });
  shutdown.onStop(postgres.stop);
  return (await postgres.first).url;
}

/** The database is open to processes of other machines: they must agree with us. */
function shareWithOthers({ role, databaseUrl, storageUrl, dataDir }, secrets) {
  const storage = storageUrl ?? pathToFileURL(path.join(dataDir, "storage")).href;
  if (role !== "all" && storage.startsWith("file:"))
    console.error(
      `Warning: ROLE=${role} keeps pictures in ${storage} (STORAGE_URL): every process must see that same folder.`,
    );
  return shareSettings(databaseUrl, {
    AUTH_SECRET: secrets.AUTH_SECRET,
    STORAGE_URL: storage,
    MAQUETTE_MASTER_KEY_FILE: readFileSync(secrets.MAQUETTE_MASTER_KEY_FILE),
  });
}

async function startSandbox(context, speed) {
  const data = path.join(context.dataDir, "sandbox");
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const port = await sandboxPort(path.join(data, "port"));
  const args = ["--port", String(port), "--data", data, "--speed", String(speed), "--top-up"];
  const sandbox = startChild(context, { entry: "sandbox", args });
  context.shutdown.onStop(sandbox.stop);
  const { url } = await sandbox.ready;
  return url;
}

/** The same port as last time when it is free: addresses of earlier results stay valid. */
async function sandboxPort(file) {
  const last = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (last > 0 && (await listenError({ host: "127.0.0.1", port: last })) === null) return last;
  const port = await freePort();
  writeFileSync(file, String(port), { mode: 0o600 });
  return port;
}

function startChild({ dataDir, env, isDev, shutdown }, { entry, args, onMessage }) {
  const name = entry === "server" ? "web" : entry;
  const log = path.join(dataDir, "log", `${name}.log`);
  const { promise: ready, resolve: onReady } = Promise.withResolvers();
  const hears = { onReady, onMessage };
  let latest = null;
  const child = keepRunning({
    name: `${name} process`,
    start: async () => {
      const options = { name, file: bundlePath(entry), args, env, log, isVerbose: isDev };
      latest = startNodeChild({ ...options, ...hears });
      return latest;
    },
    lastWords: () => tail(log, 10),
    giveUp: shutdown.fail,
  });
  return { ...child, ready, tell: (message) => latest?.tell(message) };
}

function announce(messages) {
  const web = messages.find(({ url }) => url);
  const lines = [web ? `Maquette is ready: ${web.url}` : "The worker is ready."];
  if (web?.setupLink)
    lines.push(`First run. Make your account here (once, within 30 minutes): ${web.setupLink}`);
  console.log(lines.join("\n"));
}
