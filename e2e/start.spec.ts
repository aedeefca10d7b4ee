import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import pg from "pg";
import {
  commandOf,
  freePort,
  processesOf,
  runStart,
  type Studio,
  startStudio,
} from "./studio-process";

test.describe.configure({ mode: "serial" });

const folder = mkdtempSync(path.join(tmpdir(), "maquette-start-"));
const dataDir = path.join(folder, "data");
/** Whoever reads the metrics. */
const WATCHER = "a-token-of-who-watches";
let port: number;
let studio: Studio;

test.beforeAll(async () => {
  port = await freePort();
  studio = await startStudio({ dataDir, port, env: { MAQUETTE_METRICS_TOKEN: WATCHER } });
});
test.afterAll(async () => {
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
});

function databaseUrl(name: string): string {
  const password = readFileSync(path.join(dataDir, "secrets/postgres-password"), "utf8");
  const pid = readFileSync(path.join(dataDir, "postgres-18/postmaster.pid"), "utf8");
  return `postgresql://maquette:${password}@127.0.0.1:${pid.split("\n")[3]}/${name}`;
}

/** Mounts a file system in memory. False where that is not allowed. */
function mount(at: string, options: string): boolean {
  mkdirSync(at, { recursive: true });
  return spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", at]).status === 0;
}

test("a new studio answers at the address that it prints and offers to make the first account", async ({
  request,
}) => {
  expect(studio.url).toBe(`http://localhost:${port}`);
  expect(studio.setupLink).toContain(`${studio.url}/set-up`);
  expect((await request.get(`http://127.0.0.1:${port}/api/health`)).status()).toBe(200);
});

test("it is ready and started, and its metrics tell of both processes to who has the token", async ({
  request,
}) => {
  const at = `http://127.0.0.1:${port}`;
  for (const probe of ["/healthz", "/readyz", "/startupz"])
    expect((await request.get(`${at}${probe}`)).status(), probe).toBe(200);
  expect((await request.get(`${at}/metrics`)).status()).toBe(401);
  const read = async () => {
    const answer = await request.get(`${at}/metrics`, {
      headers: { authorization: `Bearer ${WATCHER}` },
    });
    return answer.text();
  };
  expect(await read()).toMatch(/^maquette_db_up 1$/m);
  // The worker tells every few seconds.
  await expect
    .poll(read, { timeout: 20_000 })
    .toContain('maquette_paid_create_total{process="worker"}');
  expect(await read()).toContain('maquette_paid_create_total{process="web"}');
});

test("the data folder and the secrets in it are closed to other users", () => {
  const modes = spawnSync("find", [path.join(dataDir, "secrets"), "-perm", "/077"]);
  expect(modes.status).toBe(0);
  expect(modes.stdout.toString()).toBe("");
});

test("the database takes no password but its own", async () => {
  const client = new pg.Client({
    connectionString: databaseUrl("maquette").replace(/:[^:@]+@/, ":guess@"),
  });
  await expect(client.connect()).rejects.toMatchObject({ code: "28P01" });
});

test("a second start on the same data folder names the holder and leaves", async () => {
  const { code, output } = await runStart({ dataDir, port: await freePort() });
  expect(code).toBe(78);
  expect(output).toMatch(/already runs on .*: process \d+ on /);
});

test("a busy port is named together with the cure", async () => {
  const busy = await freePort();
  const server = await new Promise<Server>((resolve) => {
    const it: Server = createServer().listen(busy, "127.0.0.1", () => resolve(it));
  });
  const { code, output } = await runStart({ dataDir: path.join(folder, "busy"), port: busy });
  server.close();
  expect(code).toBe(78);
  expect(output).toContain(`Port ${busy} is in use`);
  expect(output).toContain(`PORT=${busy + 1} npm start`);
});

test("a database of one's own is used instead of the embedded one", async ({ request }) => {
  const client = new pg.Client({ connectionString: databaseUrl("maquette") });
  await client.connect();
  await client.query("create database own");
  await client.end();

  const own = path.join(folder, "own");
  const ownPort = await freePort();
  const env = { DATABASE_URL: databaseUrl("own") };
  const second = await startStudio({ dataDir: own, port: ownPort, env });
  expect((await request.get(`http://127.0.0.1:${ownPort}/api/health`)).status()).toBe(200);
  expect(await second.stop()).toBe(0);
  expect(existsSync(path.join(own, "postgres-18"))).toBe(false);
});

test("a database that dies comes back and the studio with it", async ({ request }) => {
  const pidFile = path.join(dataDir, "postgres-18/postmaster.pid");
  const before = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
  process.kill(before, "SIGKILL");
  await expect
    .poll(async () => {
      const client = new pg.Client({ connectionString: databaseUrl("maquette") });
      client.on("error", () => undefined);
      try {
        await client.connect();
        return Number.parseInt(readFileSync(pidFile, "utf8"), 10) !== before;
      } catch {
        return false;
      } finally {
        await client.end().catch(() => undefined);
      }
    })
    .toBe(true);
  expect((await request.get(`http://127.0.0.1:${port}/api/health`)).status()).toBe(200);
});

test("after kill -9 the next start takes over at the same address, and builds nothing again", async ({
  request,
}) => {
  const pidFile = path.join(dataDir, "postgres-18/postmaster.pid");
  const database = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
  const left = processesOf(dataDir).filter((pid) => pid !== database);
  await studio.kill9();
  studio = await startStudio({ dataDir, port });
  expect(studio.said).not.toMatch(/Installing|Building/);
  expect((await request.get(`http://127.0.0.1:${port}/api/health`)).status()).toBe(200);
  // What the killed supervisor had started finishes its work and ends by itself.
  await expect
    .poll(() => processesOf(dataDir).filter((pid) => left.includes(pid)), { timeout: 30_000 })
    .toEqual([]);
});

test("SIGTERM ends every process and gives the data folder free", async () => {
  expect(processesOf(dataDir).length).toBeGreaterThan(3);
  expect(await studio.stop()).toBe(0);
  expect(processesOf(dataDir).map(commandOf)).toEqual([]);
  expect(existsSync(path.join(dataDir, "supervisor.lock"))).toBe(false);
  expect(existsSync(path.join(dataDir, "postgres-18/postmaster.pid"))).toBe(false);
});

test("a database that does not answer is named without its password", async () => {
  const { code, output } = await runStart({
    dataDir: path.join(folder, "no-database"),
    port,
    env: { DATABASE_URL: "postgresql://someone:hunter22@127.0.0.1:1/studio" },
  });
  expect(code).toBe(78);
  expect(output).toContain('"studio" at 127.0.0.1:1');
  expect(output).not.toContain("hunter22");
});

test("a data folder in place of which there is a file is refused", async () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  const { code, output } = await runStart({ dataDir: file, port });
  expect(code).toBe(78);
  expect(output).toContain(`The data folder ${file} cannot be written`);
});

test("a read-only data folder is refused with the reason", async () => {
  const at = path.join(folder, "read-only");
  // Where mounting is forbidden, /proc is a place that takes no folders either.
  const isMounted = mount(at, "ro");
  const { code, output } = await runStart({ dataDir: isMounted ? at : "/proc/maquette", port });
  if (isMounted) spawnSync("umount", [at]);
  expect(code).toBe(78);
  expect(output).toMatch(
    /cannot be written: (it is on a read-only file system|no folder can be made)/,
  );
});

test("a full disk is refused with the reason", async () => {
  const at = path.join(folder, "full");
  const isMounted = mount(at, "size=64k");
  const { code, output } = await runStart({ dataDir: isMounted ? at : "/dev/full", port });
  if (isMounted) spawnSync("umount", [at]);
  expect(code).toBe(78);
  expect(output).toMatch(/cannot be written: (the disk is full|a part of the path is a file)/);
});
