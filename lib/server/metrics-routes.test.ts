import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { ulid } from "ulid";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { addSubmittedVariant } from "@/lib/adapters/prisma/test-variant";
import type { CreateTask } from "@/lib/ports/gateway";
import { getMetrics, getPorts } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";

const TOKEN = "a-token-of-who-watches";
/** In every place from which a careless label could take it. */
const CANARY = "canary-7f3a9c2e";

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
const server = createServer(createDataPlane(createLogger("silent"), []));
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-metrics-"));
  database = await createTestDatabase();
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  vi.stubEnv("TOAPIS_API_KEY", `sk-${CANARY}`);
  // A private address, which is not asked: each call ends before a byte has left.
  vi.stubEnv("TOAPIS_BASE_URL", "http://127.0.0.1:1");
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
afterEach(() => getPorts().media.close());

function startWith(settings: Record<string, string>, url = database.url) {
  Reflect.deleteProperty(globalThis, "maquette");
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("MAQUETTE_METRICS_TOKEN", "");
  vi.stubEnv("MAQUETTE_METRICS_PORT", "");
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
}

async function read(authorization?: string) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, {
    headers: authorization ? { authorization } : {},
  });
  return { status: response.status, text: await response.text() };
}
const readAsWatcher = async () => (await read(`Bearer ${TOKEN}`)).text;

test.each([
  ["nothing is set", {}],
  ["they have a port of their own", { MAQUETTE_METRICS_PORT: "9464" }],
])("when %s, the public address has no metrics", async (_when, settings) => {
  startWith(settings);
  expect((await read()).status).toBe(404);
  expect((await read(`Bearer ${TOKEN}`)).status).toBe(404);
});

test.each([
  ["no token", undefined, 401],
  ["another token", "Bearer of-somebody-else-here", 401],
  ["the token's beginning", `Bearer ${TOKEN.slice(0, -1)}`, 401],
  ["the token in another scheme", `Basic ${TOKEN}`, 401],
  ["the token", `Bearer ${TOKEN}`, 200],
])("with %s: %s is answered %i", async (_with, authorization, status) => {
  startWith({ MAQUETTE_METRICS_TOKEN: TOKEN });
  const answer = await read(authorization);
  expect(answer.status).toBe(status);
  expect(answer.text.includes("maquette_")).toBe(status === 200);
});

test("what the database knows is counted by status and age", async () => {
  startWith({ MAQUETTE_METRICS_TOKEN: TOKEN });
  const id = await addSubmittedVariant(database.prisma, {
    taskId: `tsk_${CANARY}`,
    clientBusinessId: `mq-${CANARY}-${ulid()}`,
  });
  await database.prisma.variant.update({
    where: { id },
    data: { status: "unknown", statusChangedAt: new Date(Date.now() - 1_200_000) },
  });
  const text = await readAsWatcher();
  expect(text).toContain('maquette_variants{status="unknown"} 1\n');
  expect(text).toContain('maquette_variants{status="queued"} 0\n');
  expect(
    Number(/maquette_variant_age_seconds{status="unknown"} (\S+)/.exec(text)?.[1]),
  ).toBeCloseTo(1_200, -2);
  await database.prisma.variant.update({ where: { id }, data: { letGoAt: new Date() } });
  expect(await readAsWatcher()).toContain('maquette_variant_age_seconds{status="unknown"} 0\n');
});

test("budgets, breakers and what was charged are told without anybody's name", async () => {
  startWith({ MAQUETTE_METRICS_TOKEN: TOKEN });
  const { circuits, clock, connections } = getPorts();
  const { key } = await connections.current();
  const month = clock.now().toISOString().slice(0, 7);
  const budget = { teamId: CANARY, scope: "team", scopeId: CANARY, isSandbox: false };
  await database.prisma.budget.createMany({
    data: [
      { ...budget, month, capMicroUsd: 1_000n, reservedMicroUsd: 100n, spentMicroUsd: 750n },
      { ...budget, month: "2020-01", capMicroUsd: 10n, spentMicroUsd: 10n },
    ],
  });
  const at = clock.now();
  await circuits.open({
    ...{ gatewayKeyId: key.id, group: "query", code: "bad_key", probeCount: 0 },
    ...{ nextProbeAt: at, at },
  });
  const first = await readAsWatcher();
  expect(first).toContain('maquette_budget_used_ratio{scope="team",money="real"} 0.85\n');
  expect(first).toContain('maquette_paid_units_total{money="real"} 760\n');
  expect(first).toContain(`maquette_breaker_state{key="${key.fingerprint}",group="query"} 1\n`);
  // Two at once do not add up.
  const [one, other] = await Promise.all([readAsWatcher(), readAsWatcher()]);
  for (const text of [one, other])
    expect(text).toContain('maquette_paid_units_total{money="real"} 760\n');
});

test("calls, downloads and refused tries are counted, and no label says what was in them", async () => {
  startWith({ MAQUETTE_METRICS_TOKEN: TOKEN });
  const { connections, downloader, gateways, throttle, clock } = getPorts();
  const gateway = gateways.open((await connections.current()).connection);
  await expect(gateway.findTask(`tsk_${CANARY}`)).rejects.toThrow();
  const task: CreateTask = {
    ...{ model: CANARY, prompt: CANARY, aspectRatio: "1:1", resolution: "1K", options: {} },
    ...{ referenceUrls: [], clientBusinessId: CANARY, callbackUrl: null },
  };
  expect(await gateway.createTask(task, async () => undefined)).toMatchObject({
    class: "not_sent",
  });
  await downloader.download("http://127.0.0.1:1/", path.join(folder, "a.part"));
  const rule = { burst: 1, intervalMs: 60_000 };
  for (const key of [`sign-in account ${CANARY}@example.com 10.0.0.1`, `${CANARY} of another`]) {
    expect(await throttle.take(key, rule, clock.now())).toBe(0);
    expect(await throttle.take(key, rule, clock.now())).toBeGreaterThan(0);
  }
  getMetrics()?.noteSignIn("wrong_credentials");

  const text = await readAsWatcher();
  for (const line of [
    'maquette_gateway_requests_total{op="look",class="read",status="unreachable",process="web"} 1',
    'maquette_gateway_requests_total{op="create",class="not_sent",status="none",process="web"} 1',
    'maquette_gateway_requests_seconds_count{op="create",class="not_sent",process="web"} 1',
    'maquette_downloads_total{result="blocked",process="web"} 1',
    'maquette_ssrf_blocked_total{process="web"} 1',
    'maquette_rate_limited_total{route="sign-in",process="web"} 1',
    'maquette_rate_limited_total{route="other",process="web"} 1',
    'maquette_login_total{result="wrong_credentials",process="web"} 1',
    'maquette_paid_create_total{process="web"} 0',
  ])
    expect(text).toContain(`${line}\n`);
  expect(text).toMatch(/^maquette_disk_free_bytes [1-9]/m);
  expect(text).toMatch(/^process_resident_memory_bytes{process="web"} [1-9]/m);
  expect(text).not.toMatch(new RegExp(`${CANARY}|@|sk-|10\\.0\\.0\\.1`));
});

test("what the worker of this machine has counted is shown beside it", async () => {
  startWith({ MAQUETTE_METRICS_TOKEN: TOKEN });
  const worker = getMetrics();
  worker?.noteSignIn("done");
  // As it comes through the channel between the processes.
  const snapshot = JSON.parse(JSON.stringify(await worker?.snapshot()));
  startWith({ MAQUETTE_METRICS_TOKEN: TOKEN });
  getMetrics()?.hear(snapshot);
  const text = await readAsWatcher();
  expect(text).toContain('maquette_login_total{result="done",process="worker"} 1\n');
  expect(text).toMatch(/^process_start_time_seconds{process="worker"} \d/m);
  const helps = text.match(/^# TYPE \S+/gm) ?? [];
  expect(new Set(helps).size).toBe(helps.length);
});

test("without its database it says so and goes on with what it counts itself", async () => {
  startWith({ MAQUETTE_METRICS_TOKEN: TOKEN }, "postgresql://maquette@127.0.0.1:1/maquette");
  const { status, text } = await read(`Bearer ${TOKEN}`);
  expect(status).toBe(200);
  expect(text).toContain("maquette_db_up 0\n");
  expect(text).not.toMatch(/^maquette_(variants|worker_heartbeat_age_seconds)[ {]/m);
  expect(text).toContain('maquette_ssrf_blocked_total{process="web"} 0\n');
});
