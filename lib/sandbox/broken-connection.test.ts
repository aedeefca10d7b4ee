import { once } from "node:events";
import { Agent, request } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createBytes, hear } from "@/lib/sandbox/raw-client";
import { openTestClient, SMALL, type TestClient } from "@/lib/sandbox/test-client";

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient({ speed: 10_000 });
});
beforeEach(() => client.post("/__sandbox/reset", {}));
afterAll(() => client.stop());

const charges = async (fault: string) =>
  ((await client.ledger())[`sk-sandbox-${fault}`] ?? []).length;
const bodyOf = (bytes: string) => bytes.slice(bytes.indexOf("\r\n\r\n") + 4);

test.each([
  ["F14", "reset", 0],
  ["F15", "reset", 0],
  ["F16", "reset", 1],
  ["F17", "fin", 1],
  ["F34", "fin", 1],
] as const)("%s ends without a byte, by %s, and charges %i", async (fault, end, count) => {
  const heard = await hear(client.port, createBytes(`sk-sandbox-${fault}`));
  expect(heard).toEqual({ bytes: "", end });
  expect(await charges(fault)).toBe(count);
});

test("F15 does not wait for the rest of the body", async () => {
  const whole = createBytes("sk-sandbox-F15", { prompt: "x".repeat(10_000) });
  const heard = await hear(client.port, whole.slice(0, 6_000));
  expect(heard).toEqual({ bytes: "", end: "reset" });
});

test("F18 sends 200 of 400 bytes, the id among them", async () => {
  const { bytes, end } = await hear(client.port, createBytes("sk-sandbox-F18"));
  expect(end).toBe("fin");
  expect(bytes).toContain("content-length: 400\r\n");
  expect(bodyOf(bytes)).toMatch(/^\{"id":"tsk_img_\w{26}",/);
  expect(bodyOf(bytes)).toHaveLength(200);
  expect(await charges("F18")).toBe(1);
});

test("F19 sends a whole JSON in chunks that do not end", async () => {
  const { bytes, end } = await hear(client.port, createBytes("sk-sandbox-F19"));
  expect(end).toBe("fin");
  expect(bytes).toContain("transfer-encoding: chunked\r\n");
  const [, json = "", rest] = bodyOf(bytes).split("\r\n");
  expect(JSON.parse(json).id).toMatch(/^tsk_img_/);
  expect(rest).toBe("");
  expect(await charges("F19")).toBe(1);
});

test("F35 sends a header that never ends", async () => {
  const { bytes } = await hear(
    client.port,
    createBytes("sk-sandbox-F35"),
    (heard) => heard.length > 40,
  );
  expect(bytes).toMatch(/^HTTP\/1\.1 200 OK\r\nx-padding: x+$/);
  expect(await charges("F35")).toBe(1);
});

test("F37 announces 100 MB and sends as much as is taken", async () => {
  const { bytes } = await hear(
    client.port,
    createBytes("sk-sandbox-F37"),
    (heard) => heard.length > 2_000_000,
  );
  expect(bytes).toContain(`content-length: ${100 * 1024 * 1024}\r\n`);
  expect(await charges("F37")).toBe(1);
});

test.each([
  ["F40", /content-length: 5\r\ntransfer-encoding: chunked\r\n/],
  ["F40b", /content-length: -5\r\n/],
  ["F40c", /content-length: 5\r\ncontent-length: \d{3}\r\n/],
])("%s lies about its length", async (fault, lengths) => {
  const { bytes } = await hear(client.port, createBytes(`sk-sandbox-${fault}`));
  expect(bytes).toMatch(lengths);
  expect(bytes).toContain("tsk_img_");
  expect(await charges(fault)).toBe(1);
});

test("F42 closes a connection that is used again, without an answer", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const read = async () => {
    const headers = { authorization: "Bearer sk-sandbox-F42", "user-agent": "test" };
    const call = request(`${client.url}/v1/balance`, { agent, headers }).end();
    const [response] = await once(call, "response");
    response.resume();
    await once(response, "end");
    return response.statusCode;
  };
  expect(await read()).toBe(200);
  await expect(read()).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await read()).toBe(200);
  agent.destroy();
});

test("F14 the next new connections can be reset before they say a word", async () => {
  await client.post("/__sandbox/connections", { reset: 2 });
  const create = createBytes("sk-sandbox");
  for (const _turn of [1, 2])
    expect(await hear(client.port, create)).toEqual({ bytes: "", end: "reset" });
  const third = await hear(client.port, create, (heard) => heard.includes('"metadata":{}'));
  expect(third.bytes).toContain("200 OK");
  expect((await client.ledger())["sk-sandbox"]).toHaveLength(1);
});

test("M10 a large body hangs, a small one passes", async () => {
  const key = "sk-sandbox-M10";
  const hanging = hear(client.port, createBytes(key, { prompt: "x".repeat(2_000) }));
  expect((await client.as(key).create({ prompt: SMALL.prompt })).status).toBe(200);
  expect(await hanging).toEqual({ bytes: "", end: "fin" });
  expect(await charges("M10")).toBe(1);
});
