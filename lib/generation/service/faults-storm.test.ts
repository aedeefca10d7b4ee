import { afterAll, beforeAll, expect, test } from "vitest";
import { createGatewayKeyRepository } from "@/lib/adapters/prisma/gateway-key-repository";
import { createRateLimits } from "@/lib/adapters/prisma/rate-limits";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { RateLimits } from "@/lib/ports/rate-limits";
import { openTestClient, type TestClient } from "@/lib/sandbox/test-client";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const TINY = {
  model: "gemini-3.1-flash-image-preview",
  aspectRatio: "1:8",
  resolution: "0.5K",
} as const;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let gateway: TestClient;
let now = () => Date.now();
beforeAll(async () => {
  database = await createTestDatabase();
  // Nobody looks at the pictures.
  const paint = async () => Buffer.of(1);
  gateway = await openTestClient({ speed: 1, now: () => now(), paint });
});
afterAll(async () => {
  await gateway.stop();
  await database.drop();
});

/** A studio at the sandbox, with this secret for each key; files are of no concern here. */
async function studioWith(secretOf: (keyId: string) => string) {
  await gateway.post("/__sandbox/reset", {});
  const usable = (key: typeof s.key) => ({
    key,
    connection: { baseUrl: gateway.url, secret: secretOf(key.id) },
    speed: 1,
    callbackUrl: null,
  });
  const network = { userAgent: "Maquette/test", privateOrigins: [gateway.url] };
  const s = await createTestStudio(database, { gateways: createToapisGateways(network) });
  now = () => s.ports.clock.now().getTime();
  const offerKeys = (...keys: [typeof s.key, ...(typeof s.key)[]]) => {
    const find = async (id: string) => usable(keys.find((key) => key.id === id) ?? keys[0]);
    s.ports.connections = { current: () => find(""), find, findStandIn: find };
  };
  offerKeys(s.key);
  return { ...s, offerKeys };
}

/** The real limits follow the database's time: it is moved along with the studio's. */
function limitsBy(clock: { now(): Date }): RateLimits {
  const limits = createRateLimits(database.prisma, { speedOf: () => 1, sendsMax: 8 });
  let at = clock.now().getTime();
  const catchUp = async () => {
    const seconds = (clock.now().getTime() - at) / SECOND_MS;
    at += seconds * SECOND_MS;
    await database.prisma.$executeRaw`
      update rate_limit set changed_at = changed_at - make_interval(secs => ${seconds}::float8),
        next_free_at = next_free_at - make_interval(secs => ${seconds}::float8)`;
  };
  return {
    sendsMax: limits.sendsMax,
    take: (...turn) => catchUp().then(() => limits.take(...turn)),
    takeFree: (...turns) => catchUp().then(() => limits.takeFree(...turns)),
    restart: (...bucket) => catchUp().then(() => limits.restart(...bucket)),
    learn: (...facts) => catchUp().then(() => limits.learn(...facts)),
  };
}

async function sends(): Promise<number> {
  const { requests } = (await gateway.call("/__sandbox/requests")).body;
  return requests.filter(
    ({ method, path }: { method: string; path: string }) =>
      method === "POST" && path.startsWith("/v1/images"),
  ).length;
}

test("F06: two hundred refusals hold the queue and nothing else; all is sent two minutes after", async () => {
  const s = await studioWith(() => "sk-sandbox-F06");
  s.ports.rateLimits = limitsBy(s.ports.clock);
  await gateway.post("/__sandbox/script", { faults: [null] });
  const before = await s.created(TINY);
  await s.runFor(1);
  const presses = [];
  for (let press = 0; press < 3; press += 1)
    presses.push(await s.created({ ...TINY, prompt: `Bottle ${press}`, variantCount: 8 }));
  const storm = async () => (await sends()) < 201;

  await s.runFor(MINUTE_MS);
  expect(await storm()).toBe(true);
  expect((await s.variant(before.id)).status).toBe("succeeded");
  const beganAt = await sends();
  await s.runFor(MINUTE_MS);
  // Of five a second that the account may, it is asked once in some seconds.
  expect((await sends()) - beganAt).toBeLessThan(30);
  for (const { id } of presses) expect((await s.variant(id)).status).toBe("queued");
  expect(await s.variant(presses[0]?.id ?? "")).toMatchObject({ waitReason: "gateway_busy" });

  while (await storm()) await s.runFor(20 * SECOND_MS);
  await s.runFor(2 * MINUTE_MS);
  for (const { id } of presses)
    for (let number = 1; number <= 8; number += 1)
      expect((await s.variant(id, number)).status).not.toBe("queued");
  expect(await s.ports.ledger.findMismatches()).toEqual([]);
  expect((await gateway.ledger())["sk-sandbox-F06"]).toHaveLength(25);
}, 180_000);

test("P17: while looks are refused fewer pictures are sent, and all of them arrive", async () => {
  const s = await studioWith(() => "sk-sandbox-P17");
  s.ports.rateLimits = limitsBy(s.ports.clock);
  const pace = async () =>
    (
      await database.prisma.rateLimit.findFirstOrThrow({
        where: { account: s.key.account, category: "submit" },
      })
    ).perSecond;
  const { id } = await s.created({ ...TINY, variantCount: 4 });
  await s.runFor(1);
  const before = await pace();
  await s.runFor(20 * SECOND_MS);
  expect(await pace()).toBeLessThan(before);
  await s.runFor(10 * MINUTE_MS);
  for (let number = 1; number <= 4; number += 1)
    expect((await s.variant(id, number)).status).toBe("succeeded");
  expect(await s.ports.ledger.findMismatches()).toEqual([]);
}, 180_000);

test("M03: a task keeps the key that it was made with, new work takes the new one", async () => {
  const secrets = new Map<string, string>();
  const s = await studioWith((id) => secrets.get(id) ?? "sk-sandbox-M03");
  const made = await s.created(TINY);
  await s.runFor(1);
  const unique = crypto.randomUUID();
  const fresh = await createGatewayKeyRepository(database.prisma).ensure({
    id: unique,
    source: "environment",
    label: "New key",
    fingerprint: unique,
    account: s.key.account,
  });
  secrets.set(fresh.id, "sk-sandbox-F01");
  s.offerKeys(fresh, s.key);
  const later = await s.created(TINY);
  await s.runFor(MINUTE_MS);
  expect(await s.variant(made.id)).toMatchObject({ status: "succeeded", gatewayKeyId: s.key.id });
  expect(await s.variant(later.id)).toMatchObject({ status: "succeeded", gatewayKeyId: fresh.id });
  const ledger = await gateway.ledger();
  expect(ledger["sk-sandbox-M03"]).toHaveLength(1);
  expect(ledger["sk-sandbox-F01"]).toHaveLength(1);
  expect(await s.ports.ledger.findMismatches()).toEqual([]);
});
