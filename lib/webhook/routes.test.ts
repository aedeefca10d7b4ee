import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ulid } from "ulid";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { addSubmittedVariant } from "@/lib/adapters/prisma/test-variant";
import { getPorts } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";
import { webhookRoutes } from "@/lib/webhook/routes";

const SECRET = "whsec-of-this-week-0123456789abc";
const PREVIOUS = "whsec-of-last-week-0123456789abc";
const HOUR_MS = 3_600_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
const server = createServer(createDataPlane(createLogger("silent"), [webhookRoutes]));
beforeAll(async () => {
  database = await createTestDatabase();
  startWith({ TOAPIS_WEBHOOK_SECRET: SECRET, TOAPIS_WEBHOOK_SECRET_PREVIOUS: PREVIOUS });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await getPorts().media.close();
  vi.unstubAllEnvs();
  await database.drop();
});

/** As a process that was started with these settings. */
function startWith(settings: Record<string, string>) {
  Reflect.deleteProperty(globalThis, "maquette");
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
}

let variantId: string;
let handle: { task_id: string; client_business_id: string };
beforeEach(async () => {
  const id = ulid();
  handle = { task_id: `tsk_img_${id}`, client_business_id: `mq-0a1b2c3d-${id}` };
  const attempt = { taskId: handle.task_id, clientBusinessId: handle.client_business_id };
  variantId = await addSubmittedVariant(database.prisma, attempt);
  await planLook();
});

/** The engine's own plan: to look in an hour. */
async function planLook() {
  const { queue, database: db } = getPorts();
  const runAt = new Date(Date.now() + HOUR_MS);
  await db.transaction((tx) => queue.enqueue(tx, { name: "follow", id: variantId, runAt }));
}

async function isLookDue() {
  const [job] = await database.prisma.$queryRaw<{ isDue: boolean }[]>`
    select run_at <= now() as "isDue" from graphile_worker.jobs where key = ${`follow:${variantId}`}`;
  return job?.isDue;
}

const eventOf = (data: object) =>
  JSON.stringify({ id: "evt", type: "generation.completed", data: { ...handle, ...data } });

type Change = {
  id?: string;
  secrets?: string[];
  ageSeconds?: number;
  body?: string;
  headers?: Record<string, string | null>;
  sent?: string | ReadableStream;
};

/** A good event, but for what is changed. `sent` is the body that goes out under the signature of `body`. */
function post({
  id = `evt_${ulid()}`,
  secrets = [SECRET],
  ageSeconds = 0,
  body = eventOf({}),
  headers = {},
  sent = body,
}: Change = {}) {
  const timestamp = Math.floor(Date.now() / 1_000) - ageSeconds;
  const signatures = secrets.map((secret) => {
    const hmac = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`);
    return `v1=${hmac.digest("hex")}`;
  });
  const good: Record<string, string | null> = {
    "content-type": "application/json",
    "x-toapis-webhook-id": id,
    "x-toapis-webhook-timestamp": String(timestamp),
    "x-toapis-webhook-signature": signatures.join(","),
    ...headers,
  };
  const kept = Object.entries(good).filter((entry): entry is [string, string] => entry[1] !== null);
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/toapis`, {
    method: "POST",
    headers: Object.fromEntries(kept),
    body: sent,
    duplex: "half",
  } as RequestInit);
}

test.each<[string, Change]>([
  ["signed with the secret", {}],
  ["signed with the previous secret", { secrets: [PREVIOUS] }],
  ["signed twice, once with a secret that we do not know", { secrets: ["unknown", SECRET] }],
  ["four minutes old", { ageSeconds: 240 }],
])("an event wakes the engine and changes nothing else: %s", async (_, change) => {
  const before = await database.prisma.variant.findUnique({ where: { id: variantId } });
  expect((await post(change)).status).toBe(200);
  expect(await isLookDue()).toBe(true);
  expect(await database.prisma.variant.findUnique({ where: { id: variantId } })).toEqual(before);
});

test.each<[string, object]>([
  ["by our own id alone", { task_id: "tsk_not_written_down_yet" }],
  ["by the task id alone", { client_business_id: undefined }],
])("the task is found %s", async (_, data) => {
  await post({ body: eventOf(data) });
  expect(await isLookDue()).toBe(true);
});

const piped = (text: string) => new Blob([text]).stream();
const long = eventOf({ note: "x".repeat(64 * 1024) });
test.each<[string, Change | (() => Change), number]>([
  ["M18 forged", { secrets: ["a-secret-that-we-do-not-know"] }, 401],
  [
    "M18 another body under a good signature",
    () => ({ sent: eventOf({ status: "FAILURE" }) }),
    401,
  ],
  ["M18 a good signature under another id", { headers: { "x-toapis-webhook-id": "evt_2" } }, 401],
  ["M18 five minutes old", { ageSeconds: 310 }, 401],
  ["M18 five minutes early", { ageSeconds: -310 }, 401],
  ["a time that is none", { headers: { "x-toapis-webhook-timestamp": "1e9" } }, 401],
  ["a signature that is none", { headers: { "x-toapis-webhook-signature": "v1=,v2,=" } }, 401],
  ["without an id", { headers: { "x-toapis-webhook-id": null } }, 401],
  ["without a time", { headers: { "x-toapis-webhook-timestamp": null } }, 401],
  ["without a signature", { headers: { "x-toapis-webhook-signature": null } }, 401],
  ["M18 5 MB, well signed", { body: "x".repeat(5_000_000) }, 413],
  ["too long, of unknown length", { body: long, sent: piped(long) }, 413],
])("%s: refused without a word, and the engine sleeps on", async (_, change, status) => {
  const response = await post(typeof change === "function" ? change() : change);
  expect(response.status).toBe(status);
  expect(Object.keys(await response.json())).toEqual([
    "type",
    "title",
    "status",
    "requestId",
    "code",
  ]);
  expect(await isLookDue()).toBe(false);
});

test.each<[string, () => string]>([
  ["a test of the endpoint", () => '{"type":"endpoint.test","data":{"task_id":"endpoint_test"}}'],
  [
    "a task of another installation",
    () => eventOf({ task_id: "tsk_theirs", client_business_id: "mq-ffffffff-1" }),
  ],
  ["not JSON", () => "<html>"],
  ["no event", () => "[]"],
])("%s is answered as any other and wakes nobody", async (_, body) => {
  const good = await (await post()).text();
  await planLook();
  const response = await post({ body: body() });
  expect([response.status, await response.text()]).toEqual([200, good]);
  expect(await isLookDue()).toBe(false);
});

test("M18 an event that comes again wakes the engine once, also when it comes twice at a time", async () => {
  const id = `evt_${ulid()}`;
  const wake = vi.spyOn(getPorts().queue, "enqueue");
  const [first, second] = await Promise.all([post({ id }), post({ id })]);
  const third = await post({ id, secrets: [PREVIOUS] });
  expect([first.status, second.status, third.status]).toEqual([200, 200, 200]);
  expect(wake).toHaveBeenCalledTimes(1);
  wake.mockRestore();
});

test("events are forgotten after eight days", async () => {
  const events = database.prisma.webhookEvent;
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * HOUR_MS);
  await events.createMany({
    data: [
      { id: "evt_of_last_week", receivedAt: daysAgo(7.9) },
      { id: "evt_older", receivedAt: daysAgo(8.1) },
    ],
  });
  await post();
  const kept = await events.findMany({ where: { id: { in: ["evt_of_last_week", "evt_older"] } } });
  expect(kept.map(({ id }) => id)).toEqual(["evt_of_last_week"]);
});

test("a studio without a secret has no such address", async () => {
  startWith({ TOAPIS_WEBHOOK_SECRET: "", TOAPIS_WEBHOOK_SECRET_PREVIOUS: "" });
  expect((await post()).status).toBe(404);
});
