import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createBytes, hear } from "@/lib/sandbox/raw-client";
import { openTestClient, type TestClient } from "@/lib/sandbox/test-client";

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient({ speed: 10_000 });
});
beforeEach(() => client.post("/__sandbox/reset", {}));
afterAll(() => client.stop());

const entries = async (fault: string) => (await client.ledger())[`sk-sandbox-${fault}`] ?? [];
const create = (fault: string, fields: Record<string, unknown> = {}) =>
  client.as(`sk-sandbox-${fault}`).create(fields);
const statuses = async (fault: string, count: number) => {
  const seen = [];
  for (let turn = 0; turn < count; turn += 1) seen.push((await create(fault)).status);
  return seen;
};

describe("refused at the door, and not charged", () => {
  test.each([
    ["F09", 500, "do_request_failed"],
    ["F12", 503, "rate_limit_unavailable"],
    ["F12b", 503, undefined],
    ["F23", 200, undefined],
    ["F23b", 200, "insufficient_quota"],
    ["F27", 422, "content_policy_violation"],
    ["F27b", 400, "content_policy_violation"],
    ["F28", 401, 401],
    ["F28b", 403, "access_denied"],
    ["F29", 403, "access_denied"],
    ["F30", 402, 402],
    ["F30b", 403, "insufficient_quota"],
    ["F31", 413, "request_too_large"],
    ["F32", 404, "model_not_found"],
    ["F32b", 400, "model_not_found"],
    ["F33", 422, "invalid_request"],
  ])("%s with %i %s", async (fault, status, code) => {
    const answer = await create(fault);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
    expect(await entries(fault)).toEqual([]);
  });

  test.each([
    ["F31b", 413],
    ["F50", 403],
  ])("%s with a page of the edge and %i", async (fault, status) => {
    const answer = await create(fault);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining("<html>")]);
    expect(await entries(fault)).toEqual([]);
  });

  test.each([
    ["F03", 2_000, "2"],
    ["F07", 3_600_000, "86400"],
    ["F12", 2_000, "2"],
    ["F23", 2_000, "2"],
  ])("%s until the variant has waited %i ms", async (fault, waitMs, retryAfter) => {
    expect((await create(fault)).headers.get("retry-after")).toBe(retryAfter);
    await client.advance(waitMs - 1_000);
    await create(fault);
    expect(await entries(fault)).toEqual([]);
    await client.advance(1_000);
    expect((await create(fault)).status).toBe(200);
    expect(await entries(fault)).toHaveLength(1);
  });

  test("F04 tells a date three seconds after its own, ten minutes from ours", async () => {
    const { status, headers } = await create("F04");
    const date = Date.parse(headers.get("date") ?? "");
    expect(status).toBe(429);
    expect(Date.parse(headers.get("retry-after") ?? "") - date).toBe(3_000);
    expect(Math.round((date - Date.now()) / 60_000)).toBe(10);
    await client.advance(3_000);
    expect(await statuses("F04", 1)).toEqual([200]);
  });

  test("F05 three times without a header, then it takes one", async () => {
    expect((await create("F05")).headers.has("retry-after")).toBe(false);
    expect(await statuses("F05", 4)).toEqual([429, 429, 200, 429]);
  });

  test("F06 two hundred times, with the facts of the limit", async () => {
    const seen = await Promise.all(Array.from({ length: 200 }, () => create("F06")));
    expect(new Set(seen.map(({ status }) => status))).toEqual(new Set([429]));
    expect(Object.fromEntries(seen[0]?.headers ?? [])).toMatchObject({
      "retry-after": "1",
      "x-ratelimit-limit": "300",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-category": "async_submit",
    });
    expect(await statuses("F06", 1)).toEqual([200]);
  });

  test("F08 with what is no time, twice in one answer among it", async () => {
    const heard = [];
    for (let turn = 0; turn < 4; turn += 1)
      heard.push((await create("F08")).headers.get("retry-after"));
    expect(heard).toEqual(["-5", "soon", "Tue, 24 Nov 2020 10:00:00 GMT", "1, 2"]);
    expect(await statuses("F08", 1)).toEqual([200]);
  });
});

describe("charged, and then answered wrongly", () => {
  test.each([
    ["F10", 500, "do_request_failed"],
    ["F11", 502, "<title>502 Bad Gateway</title>"],
    ["F13", 504, "<title>504 Gateway Time-out</title>"],
    ["F20", 200, "<html>"],
    ["F21", 200, "{}"],
    ["F21b", 200, ""],
    ["F23c", 200, "busy"],
  ])("%s with %i and %j; the task is found by its business id", async (fault, status, words) => {
    const answer = await create(fault, { client_business_id: `lost-${fault}` });
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
    expect((await client.status(`lost-${fault}`)).status).toBe(200);
    expect(await entries(fault)).toHaveLength(1);
  });

  test("F24 sends to another name of this host, and nobody is followed there", async () => {
    const answer = await fetch(`${client.url}/v1/images/generations`, {
      method: "POST",
      redirect: "manual",
      headers: { authorization: "Bearer sk-sandbox-F24" },
      body: '{"model":"gemini-3-pro-image-preview","prompt":"a cup"}',
    });
    expect(answer.status).toBe(307);
    expect(answer.headers.get("location")).toBe(
      `http://localhost:${client.port}/v1/images/generations`,
    );
    expect(await entries("F24")).toHaveLength(1);
  });

  test("F25 with the id of an earlier task, which goes on", async () => {
    const { body: earlier } = await create("F25");
    const { body: later } = await create("F25", { client_business_id: "second" });
    expect(later.id).toBe(earlier.id);
    expect((await client.status("second")).body.id).not.toBe(earlier.id);
    expect(await entries("F25")).toHaveLength(2);
  });

  test("F26 with the id of somebody else's task, which has another prompt", async () => {
    const { body } = await create("F26", { client_business_id: "mine" });
    const { body: theirs } = await client.status(body.id);
    expect(theirs).toMatchObject({ id: body.id, prompt: "a stranger's living room" });
    expect(theirs.client_business_id).not.toBe("mine");
    expect((await client.status("mine")).body.prompt).toBeUndefined();
    expect(await entries("F26")).toHaveLength(1);
  });

  test("F43 with three times the price", async () => {
    expect((await create("F43")).status).toBe(200);
    expect((await entries("F43"))[0].charged_micro_usd).toBe(120_000);
  });

  test.each([
    ["F47", 201, { success: true, data: { task_id: expect.any(String), status: "queued" } }],
    ["F47b", 202, { success: true, data: { id: expect.any(String), status: 1 } }],
    ["F47c", 200, expect.objectContaining({ id: expect.any(String), status: "QUEUED" })],
  ])("%s in another form, with %i", async (fault, status, body) => {
    const answer = await create(fault);
    expect([answer.status, answer.body]).toEqual([status, body]);
    expect(await entries(fault)).toHaveLength(1);
  });

  test("F49 twice under one business id: the answer names the second, a look-up the first", async () => {
    const { body } = await create("F49", { client_business_id: "twice" });
    const [first, second] = await entries("F49");
    expect(body.id).toBe(second.id);
    expect((await client.status("twice")).body.id).toBe(first.id);
    expect((await client.call("/__sandbox/ledger")).body.duplicates).toEqual([
      { client_business_id: "twice", ids: [first.id, second.id] },
    ]);
  });
});

describe("F48 the answer is lost, and a look-up by the business id", () => {
  test.each([
    ["F48", 200, 200, 1],
    ["F48b", 404, 404, 0],
    ["F48c", 400, 400, 0],
    ["F48d", 404, 200, 1],
    ["F48e", 500, 200, 1],
  ])("%s says %i, and %i after 90 s", async (...[fault, soon, late, charges]) => {
    const slow = await openTestClient({ speed: 1 });
    const bytes = createBytes(`sk-sandbox-${fault}`, { client_business_id: "lost" });
    expect(await hear(slow.port, bytes)).toEqual({ bytes: "", end: "reset" });
    const lookUp = async () => (await slow.as(`sk-sandbox-${fault}`).status("lost")).status;
    expect(await lookUp()).toBe(soon);
    await slow.advance(90_000);
    expect(await lookUp()).toBe(late);
    expect((await slow.ledger())[`sk-sandbox-${fault}`] ?? []).toHaveLength(charges);
    await slow.stop();
  });
});
