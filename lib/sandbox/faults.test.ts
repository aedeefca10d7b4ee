import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestClient, type TestClient } from "@/lib/sandbox/test-client";

let client: TestClient;
let at = Date.now();

beforeAll(async () => {
  client = await openTestClient({ now: () => at });
});
beforeEach(() => client.post("/__sandbox/reset", {}));
afterAll(() => client.stop());

const entries = async (key: string) => (await client.ledger())[key] ?? [];

test.each([
  ["F09", 500, "do_request_failed"],
  ["F27", 422, "content_policy_violation"],
  ["F28", 401, 401],
  ["F30", 402, 402],
])("%s refuses at the door with %i and charges nothing", async (fault, status, code) => {
  const key = `sk-sandbox-${fault}`;
  const answer = await client.as(key).create();

  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  expect(await entries(key)).toEqual([]);
});

test("F03 refuses each variant once with Retry-After, and takes it when it comes back in time", async () => {
  const flaky = client.as("sk-sandbox-F03");
  const tryNow = async () => (await flaky.create()).status;

  const first = await flaky.create();
  expect([first.status, first.headers.get("retry-after")]).toEqual([429, "2"]);
  expect(await tryNow()).toBe(429);
  at += 2_000;
  expect([await tryNow(), await tryNow()]).toEqual([200, 200]);
  expect(await tryNow()).toBe(429);
  expect(await entries("sk-sandbox-F03")).toHaveLength(2);
});

test("F10 answers 500 although the task exists and is found by its business id", async () => {
  const answer = await client.as("sk-sandbox-F10").create({ client_business_id: "lost-10" });

  expect(answer.status).toBe(500);
  expect((await client.status("lost-10")).status).toBe(200);
  expect(await entries("sk-sandbox-F10")).toHaveLength(1);
});

test("F16 takes the task, charges it and resets the connection without a byte", async () => {
  const lost = client.as("sk-sandbox-F16").create({ client_business_id: "lost-16" });

  await expect(lost).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  expect((await client.status("lost-16")).status).toBe(200);
  expect(await entries("sk-sandbox-F16")).toHaveLength(1);
});

test("F46 answers with the finished picture and without an id", async () => {
  const { status, body } = await client.as("sk-sandbox-F46").create();

  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(["result"]);
  expect((await client.picture(body)).length).toBeGreaterThan(10_000);
});

test.each([
  ["P00", "failed", "task failed"],
  ["P27", "blocked", "safety"],
])(
  "%s takes a task that ends as %s, tells why and gives the money back",
  async (...[fault, status, words]) => {
    const { body } = await client.as(`sk-sandbox-${fault}`).create();
    const used = async () => (await client.call("/v1/user/balance")).body.used_credits;
    expect(await used()).toBe(8);
    at += 1_000;
    const task = await client.finish(body.id);

    expect(task).toMatchObject({
      status,
      progress: 0,
      error: { code: "generation_failed" },
    });
    expect(task.error.message).toContain(words);
    expect(await used()).toBe(0);
    expect((await entries(`sk-sandbox-${fault}`))[0]).toMatchObject({ refunded: true });
  },
);

test("a script is played in order, for any key, and then all is well", async () => {
  await client.post("/__sandbox/script", { faults: ["F27", null, "F30", "F01"] });
  const statuses = [];
  for (let turn = 0; turn < 5; turn += 1) statuses.push((await client.create()).status);

  expect(statuses).toEqual([422, 200, 402, 200, 200]);
});

test("a fault can be chosen by header", async () => {
  expect((await client.create({}, { "x-sandbox-fault": "F27" })).status).toBe(422);
});

test("a script with an unknown fault is refused", async () => {
  expect((await client.post("/__sandbox/script", { faults: ["F99"] })).status).toBe(400);
});

test("the control calls are closed to pages in a browser", async () => {
  await client.create();
  const answer = await client.post("/__sandbox/reset", {}, { origin: "https://example.com" });

  expect(answer.status).toBe(403);
  expect(await entries("sk-sandbox")).toHaveLength(1);
});

test("an account that tops itself up is never empty, and its use still adds up", async () => {
  const demo = await openTestClient({ credits: 20, topsUp: true });
  const statuses = [];
  for (let turn = 0; turn < 6; turn += 1) statuses.push((await demo.create()).status);

  expect(statuses).toEqual(Array(6).fill(200));
  expect((await demo.call("/v1/balance")).body).toMatchObject({
    remain_credits: 12,
    used_credits: 48,
  });
  await demo.stop();
});

test("an account with too few credits is refused with 402", async () => {
  const poor = await openTestClient({ credits: 20 });
  const statuses = [];
  for (let turn = 0; turn < 3; turn += 1) statuses.push((await poor.create()).status);

  expect(statuses).toEqual([200, 200, 402]);
  expect((await poor.call("/v1/balance")).body.remain_credits).toBe(4);
  await poor.stop();
});
