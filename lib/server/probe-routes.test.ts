import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { getPorts } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { lifecycle } from "@/lib/server/lifecycle";
import { createLogger } from "@/lib/server/logger";
import { signInOwner } from "@/lib/server/test-owner";

const DEAD_DATABASE = "postgresql://maquette:canary-7f3a@127.0.0.1:1/maquette";

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
const server = createServer(createDataPlane(createLogger("silent"), []));
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-probes-"));
  database = await createTestDatabase();
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  vi.stubEnv("TOAPIS_API_KEY", "sk-never-to-be-seen");
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** As a process whose database is there. */
function startOn(url: string) {
  Reflect.deleteProperty(globalThis, "maquette");
  vi.stubEnv("DATABASE_URL", url);
}
beforeEach(() => {
  startOn(database.url);
  Object.assign(lifecycle, { hasStarted: true, isDraining: false, supervisorPid: null });
});
afterEach(() => getPorts().media.close());

async function ask(place: string, headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${place}`, { headers });
  return { status: response.status, text: await response.text() };
}
const partsOf = async (place: string) => JSON.parse((await ask(place)).text);

test("a process that lacks nothing is live, ready and started", async () => {
  expect(await ask("/healthz")).toEqual({ status: 200, text: "ok" });
  expect(await ask("/startupz")).toEqual({ status: 200, text: '{"started":true}' });
  const { status, text } = await ask("/readyz");
  expect(status).toBe(200);
  expect(JSON.parse(text)).toEqual({
    ...{ database: "up", migrations: "up", storage: "up", instance: "up", process: "up" },
  });
});

test("without its database it is live and not ready, and tells nothing of where that would be", async () => {
  startOn(DEAD_DATABASE);
  expect((await ask("/healthz")).status).toBe(200);
  const answers = [await ask("/readyz"), await ask("/startupz"), await ask("/api/health")];
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 200]);
  expect(await partsOf("/readyz")).toMatchObject({ database: "down", migrations: "down" });
  for (const { text } of answers) expect(text).not.toMatch(/canary|127\.0\.0\.1|postgres|\d/);
});

test("while it drains nobody is sent to it, and it is not started again", async () => {
  lifecycle.isDraining = true;
  expect((await ask("/readyz")).status).toBe(503);
  expect(await partsOf("/readyz")).toMatchObject({ process: "down", database: "up" });
  expect((await ask("/healthz")).status).toBe(200);
});

test("before its start is done it is not started", async () => {
  lifecycle.hasStarted = false;
  expect(await ask("/startupz")).toEqual({ status: 503, text: '{"started":false}' });
});

test("a version of the schema that is behind makes it unready", async () => {
  const [last] = await database.prisma.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations order by 1 desc limit 1`;
  const rename = (from: string, to: string) =>
    database.prisma
      .$executeRaw`update _prisma_migrations set migration_name = ${to} where migration_name = ${from}`;
  await rename(last?.name ?? "", "other");
  expect(await partsOf("/readyz")).toMatchObject({ database: "up", migrations: "down" });
  await rename("other", last?.name ?? "");
  expect((await ask("/readyz")).status).toBe(200);
});

test("a data folder that another supervisor took makes it unready", async () => {
  lifecycle.supervisorPid = process.pid;
  const holdAs = (pid: number) =>
    writeFile(path.join(folder, "supervisor.lock"), JSON.stringify({ pid }));
  await holdAs(process.pid);
  expect((await ask("/readyz")).status).toBe(200);
  await holdAs(process.pid + 1);
  expect(await partsOf("/readyz")).toMatchObject({ instance: "down" });
});

test("health names each part in one word", async () => {
  expect(await partsOf("/api/health")).toEqual({
    ...{ database: "up", storage: "up", queue: "down", gateway: "up" },
  });
  const { circuits, connections } = getPorts();
  const { key } = await connections.current();
  await database.prisma
    .$executeRaw`insert into worker_heartbeat (worker_id, seen_at) values ('w', clock_timestamp())`;
  const at = new Date();
  await circuits.open({
    ...{ gatewayKeyId: key.id, group: "submit", code: "unreachable", probeCount: 0 },
    ...{ nextProbeAt: at, at },
  });
  expect(await partsOf("/api/health")).toMatchObject({ queue: "up", gateway: "down" });
});

test("the version is for who is signed in", async () => {
  const stranger = await ask("/api/version");
  expect(stranger.status).toBe(401);
  expect(stranger.text).not.toContain("0.1.0");
  const { status, text } = await ask("/api/version", { cookie: await signInOwner() });
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({
    version: "0.1.0",
    schema: expect.stringMatching(/^\d{14}_\w+$/),
  });
});
