import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Writable } from "node:stream";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ByteRange, StorageError } from "@/lib/ports/object-storage";
import { type StoredObject, sendObject } from "@/lib/server/send-object";

const BYTES = Buffer.from("0123456789abcdefghij");
const ETAG = `"${"a1".repeat(32)}"`;

const storage = {
  async send(key: string, { start, end }: ByteRange, sink: Writable) {
    if (key === "missing") throw new StorageError("missing", "gone");
    sink.write(BYTES.subarray(start, end + 1));
  },
};
const OBJECT: StoredObject = {
  storage,
  key: "blobs/a1",
  sizeBytes: BYTES.length,
  etag: "a1".repeat(32),
  mime: "image/png",
};

let object: StoredObject;
let failure: unknown;
let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    sendObject({ incoming, outgoing }, object).catch((cause: unknown) => {
      failure = cause;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  object = OBJECT;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = (headers: Record<string, string> = {}, method = "GET") =>
  fetch(address, { method, headers });

test("a picture goes out whole, immutable, private and powerless as a page", async () => {
  const response = await get();
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(BYTES.toString());
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/png",
    "content-length": "20",
    etag: ETAG,
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
  });
  expect(response.headers.has("content-disposition")).toBe(false);
});

test.each([
  ["bytes=0-3", "0123", "bytes 0-3/20"],
  ["bytes=15-", "fghij", "bytes 15-19/20"],
  ["bytes=-4", "ghij", "bytes 16-19/20"],
  ["bytes=18-999", "ij", "bytes 18-19/20"],
  ["bytes=-999", BYTES.toString(), "bytes 0-19/20"],
  ["bytes=19-19", "j", "bytes 19-19/20"],
])("the range %s is answered with that part", async (range, body, contentRange) => {
  const response = await get({ range });
  expect([response.status, await response.text()]).toEqual([206, body]);
  expect(response.headers.get("content-range")).toBe(contentRange);
  expect(response.headers.get("content-length")).toBe(String(body.length));
});

test.each(["bytes=5-2", "bytes=0-1,4-5", "bytes=-", "bytes=a-b", "lines=0-3"])(
  "%s is no range that we answer: the whole picture goes out",
  async (range) => {
    const response = await get({ range });
    expect([response.status, await response.text()]).toEqual([200, BYTES.toString()]);
    expect(response.headers.has("content-range")).toBe(false);
  },
);

test.each(["bytes=20-", "bytes=99999999999999999999-", "bytes=-0"])(
  "%s cannot be satisfied",
  async (range) => {
    const response = await get({ range });
    expect([response.status, await response.text()]).toEqual([416, ""]);
    expect(response.headers.get("content-range")).toBe("bytes */20");
  },
);

test("a range continues only what it was begun with", async () => {
  expect((await get({ range: "bytes=5-", "if-range": ETAG })).status).toBe(206);
  for (const stale of ['"other"', `W/${ETAG}`, "Tue, 01 Sep 2026 10:00:00 GMT"]) {
    const response = await get({ range: "bytes=5-", "if-range": stale });
    expect([response.status, await response.text()]).toEqual([200, BYTES.toString()]);
  }
});

test("who has the picture already is not sent it again", async () => {
  for (const known of [ETAG, `W/${ETAG}`, `"other", ${ETAG}`, "*"]) {
    const response = await get({ "if-none-match": known, range: "bytes=0-3" });
    expect([response.status, await response.text()]).toEqual([304, ""]);
    expect(response.headers.get("etag")).toBe(ETAG);
  }
  expect((await get({ "if-none-match": '"other"' })).status).toBe(200);
});

test("HEAD tells the same as GET and sends no bytes, with or without a range", async () => {
  const response = await get({ range: "bytes=0-3" }, "HEAD");
  expect([response.status, await response.text()]).toEqual([200, ""]);
  expect(response.headers.get("content-length")).toBe("20");
  expect(response.headers.get("etag")).toBe(ETAG);
});

test("a download is offered under its name in any script", async () => {
  object = { ...OBJECT, downloadName: 'Кот "1" (50%).png' };
  expect((await get()).headers.get("content-disposition")).toBe(
    `attachment; filename="___ _1_ (50_).png"; filename*=UTF-8''%D0%9A%D0%BE%D1%82%20%221%22%20%2850%25%29.png`,
  );
});

test("a name cannot break out of its header", async () => {
  object = { ...OBJECT, downloadName: "a\r\nSet-Cookie: x=1\ud800.png" };
  const response = await get();
  expect(response.status).toBe(200);
  expect(response.headers.has("set-cookie")).toBe(false);
});

test("an empty object is an empty answer", async () => {
  object = { ...OBJECT, sizeBytes: 0 };
  const response = await get();
  expect([response.status, response.headers.get("content-length")]).toEqual([200, "0"]);
});

test("bytes that are gone cut the connection and reach the log", async () => {
  object = { ...OBJECT, key: "missing" };
  await expect(get().then((response) => response.text())).rejects.toThrow();
  expect(failure).toMatchObject({ code: "missing" });
});
