import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestClient, type TestClient } from "@/lib/sandbox/test-client";

/** Of the real time: in a clock that stands still, no limit of a rate is ever free again. */
let aheadMs = 0;
let client: TestClient;
let url: string;
let whole: Buffer;

beforeAll(async () => {
  client = await openTestClient({ now: () => Date.now() + aheadMs });
  const { body } = await client.create();
  aheadMs += 60_000;
  const task = await client.finish(body.id);
  url = task.result.data[0].url;
  whole = await client.picture(task);
});
afterAll(() => client.stop());

const get = async (headers: HeadersInit, method = "GET") => {
  const response = await fetch(url, { headers, method });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};

test("a result is served without a key, with type, length and ETag, and without CORS", async () => {
  const { response, bytes } = await get({});
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": url.endsWith("png") ? "image/png" : "image/jpeg",
    "content-length": String(whole.length),
    "accept-ranges": "bytes",
    etag: expect.stringMatching(/^".+"$/),
  });
  expect(response.headers.has("access-control-allow-origin")).toBe(false);
  expect(bytes).toEqual(whole);
  const head = await get({}, "HEAD");
  expect(head.response.headers.get("content-length")).toBe(String(whole.length));
  expect(head.bytes).toHaveLength(0);
});

test("parts can be asked for, at the beginning, in the middle and at the end", async () => {
  const size = whole.length;
  for (const [range, from, to] of [
    ["bytes=0-99", 0, 99],
    ["bytes=100-", 100, size - 1],
    ["bytes=-10", size - 10, size - 1],
    [`bytes=${size - 5}-${size + 5}`, size - 5, size - 1],
  ] as const) {
    const { response, bytes } = await get({ range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${from}-${to}/${size}`);
    expect(bytes).toEqual(whole.subarray(from, to + 1));
  }
  const beyond = await get({ range: `bytes=${size}-` });
  expect(beyond.response.status).toBe(416);
  expect(beyond.response.headers.get("content-range")).toBe(`bytes */${size}`);
});

test("a part of another version is answered with the whole, an unchanged file with 304", async () => {
  const { response } = await get({});
  const etag = response.headers.get("etag") ?? "";
  expect((await get({ range: "bytes=0-9", "if-range": etag })).response.status).toBe(206);
  expect((await get({ range: "bytes=0-9", "if-range": '"other"' })).response.status).toBe(200);
  expect((await get({ "if-none-match": etag })).response.status).toBe(304);
});

test("no path leads out of the folders", async () => {
  for (const path of [
    "/files/generated/..%2f..%2ftasks.jsonl",
    "/files/generated/../../tasks.jsonl",
  ])
    expect((await client.call(path)).status).toBe(404);
});

test("a result is gone after a day, and its task stays completed", async () => {
  const name = url.split("/").at(-1);
  const [entry] = (await client.ledger())["sk-sandbox"];
  aheadMs = Date.parse(entry.at) + 86_400_000 - 60_000 - Date.now();
  expect((await get({})).response.status).toBe(200);
  aheadMs += 120_000;
  expect((await get({})).response.status).toBe(404);
  const { body } = await client.status(entry.id);
  expect(body).toMatchObject({ status: "completed", result: { data: [{ url }] } });
  expect(url).toContain(name);
});
