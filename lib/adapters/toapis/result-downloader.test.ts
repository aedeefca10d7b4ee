import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createResultDownloader,
  type DownloaderOptions,
} from "@/lib/adapters/toapis/result-downloader";
import { type Received, raw, sending, startServer } from "@/lib/adapters/toapis/test-server";

const PICTURE = "0123456789abcdefghij";
const SHA256 = createHash("sha256").update(PICTURE).digest("hex");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "downloads-"));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
const newPath = () => {
  count += 1;
  return join(folder, `${count}.part`);
};

const download = async (
  url: string,
  options: Partial<DownloaderOptions> = {},
  path = newPath(),
) => {
  const downloader = createResultDownloader({
    userAgent: "Maquette/test",
    privateOrigins: [new URL(url, "https://nowhere.example").origin],
    retryDelaysMs: [0, 0],
    ...options,
  });
  const outcome = await downloader.download(url, path);
  return outcome;
};

const rangeOf = ({ head }: Received) => Number(/^range: bytes=(\d+)-/im.exec(head)?.[1] ?? 0);
const rest = (from: number, to = 20, { etag = '"a"', totalBytes = 20 } = {}) =>
  raw(206, PICTURE.slice(from, to), {
    etag,
    "content-range": `bytes ${from}-${to - 1}/${totalBytes}`,
  });

const exists = async (path: string) => (await stat(path).catch(() => null)) !== null;

/** Sends ten bytes of twenty, and breaks off when they have reached the file. */
async function sendHalf(socket: Socket, path: string, headers: Record<string, string>) {
  socket.write(raw(200, PICTURE.slice(0, 10), { "content-length": "20", ...headers }));
  for (let sizeBytes = 0; sizeBytes < 10; ) sizeBytes = (await stat(path)).size;
  socket.destroy();
}

test("R01 a result is in its file, whole, with its hash and size", async () => {
  await using server = await startServer(sending(raw(200, PICTURE)));
  const path = newPath();
  expect(await download(`${server.origin}/a.png?x=1`, {}, path)).toEqual({
    ok: true,
    sizeBytes: 20,
    sha256: SHA256,
  });
  expect(await readFile(path, "utf8")).toBe(PICTURE);
  expect(server.requests[0]?.path).toBe("/a.png?x=1");
});

test("R29 the host of a result gets our name and nothing else of us", async () => {
  await using server = await startServer(sending(raw(200, PICTURE)));
  await download(`${server.origin}/a.png`);
  const head = server.requests[0]?.head.toLowerCase() ?? "";
  expect(head).toContain("user-agent: maquette/test");
  expect(head).not.toMatch(/authorization|cookie|referer/);
});

test.each([403, 404, 410])(
  "R02 R03 R04 a file that answers %i is gone, at the first try",
  async (status) => {
    await using server = await startServer(sending(raw(status, "no")));
    expect(await download(`${server.origin}/a`)).toMatchObject({ ok: false, reason: "gone" });
    expect(server.requests).toHaveLength(1);
  },
);

describe("a transfer that breaks off", () => {
  /** What was asked for, from which byte on, when the host goes on with `answers`. */
  async function resume(answers: string[], headers: Record<string, string> = { etag: '"a"' }) {
    const path = newPath();
    await using server = await startServer((socket) => {
      const answer = answers[server.requests.length - 2];
      if (answer === undefined) void sendHalf(socket, path, headers);
      else socket.end(answer);
    });
    const outcome = await download(`${server.origin}/a`, {}, path);
    return { outcome, ranges: server.requests.map(rangeOf), requests: server.requests };
  }
  const whole = { ok: true, sizeBytes: 20, sha256: SHA256 };

  test("R22 goes on where it was", async () => {
    const { outcome, ranges, requests } = await resume([rest(10)]);
    expect(outcome).toEqual(whole);
    expect(ranges).toEqual([0, 10]);
    expect(requests[1]?.head).toContain('if-range: "a"');
  });

  test("R23 starts anew when the range is ignored", async () => {
    const { outcome, ranges } = await resume([raw(200, PICTURE)]);
    expect(outcome).toEqual(whole);
    expect(ranges).toEqual([0, 10]);
  });

  test.each([
    ["it is the rest of something else", rest(10, 20, { etag: '"b"' })],
    ["it is another rest", rest(5)],
    ["it is another part of the same length", rest(5, 15)],
    ["the file has another size by now", rest(10, 20, { totalBytes: 30 })],
    ["there is no such rest", raw(416)],
  ])("R24 starts anew when %s", async (_name, second) => {
    const { outcome, ranges } = await resume([second, raw(200, PICTURE)]);
    expect(outcome).toEqual(whole);
    expect(ranges).toEqual([0, 10, 0]);
  });

  test("starts anew when nothing proves that the rest is of the same file", async () => {
    const { outcome, ranges } = await resume([raw(200, PICTURE)], { etag: 'W/"a"' });
    expect(outcome).toEqual(whole);
    expect(ranges).toEqual([0, 0]);
  });

  test("asks on until the last byte when the rest comes in pieces", async () => {
    const { outcome, ranges } = await resume([rest(10, 15), rest(15)]);
    expect(outcome).toEqual(whole);
    expect(ranges).toEqual([0, 10, 15]);
  });

  test("keeps what it has through an error of the host", async () => {
    const { outcome, ranges } = await resume([raw(503, "busy"), rest(10)]);
    expect(outcome).toEqual(whole);
    expect(ranges).toEqual([0, 10, 10]);
  });

  test("R21 goes on after a standstill", async () => {
    await using server = await startServer((socket, request) => {
      if (server.requests.length > 1) socket.end(rest(rangeOf(request)));
      else socket.write(raw(200, PICTURE.slice(0, 10), { etag: '"a"', "content-length": "20" }));
    });
    expect(await download(`${server.origin}/a`, { stallMs: 50 })).toEqual(whole);
  });

  test("is unreachable after the last try, and leaves no file", async () => {
    await using server = await startServer(sending(raw(503, "busy")));
    expect(await download(`${server.origin}/a`)).toMatchObject({ reason: "unreachable" });
    expect(server.requests).toHaveLength(3);
  });
});

test.each([
  ["the deadline", { deadlineMs: 100 }, "No complete answer in time"],
  ["their slowness", { stallMs: 100, retryDelaysMs: [] }, "Slower than 1024 bytes per second"],
])("R20 bytes that drip end with %s", async (_name, options, detail) => {
  await using server = await startServer((socket) => {
    socket.write(raw(200, "", { "content-length": "1000000" }));
    const timer = setInterval(() => socket.write("x"), 20);
    socket.on("close", () => clearInterval(timer));
  });
  const outcome = await download(`${server.origin}/a`, options);
  expect(outcome).toEqual({
    ok: false,
    reason: "unreachable",
    detail: expect.stringContaining(detail),
  });
});

test.each([
  ["that says so", raw(200, "x".repeat(101))],
  ["that does not", `HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${"x".repeat(101)}`],
])("R19 a file %s is too large", async (_name, bytes) => {
  await using server = await startServer(sending(bytes));
  const outcome = await download(`${server.origin}/a`, { sizeBytesMax: 100 });
  expect(outcome).toMatchObject({ ok: false, reason: "too_large" });
  expect(server.requests).toHaveLength(1);
});

test("a picture within the answer needs no network", async () => {
  const url = `data:image/png;base64,${Buffer.from(PICTURE).toString("base64")}`;
  expect(await download(url)).toEqual({ ok: true, sizeBytes: 20, sha256: SHA256 });
});

test("a picture within the answer has the same limit", async () => {
  const url = `data:image/png;base64,${Buffer.from(PICTURE).toString("base64")}`;
  const path = newPath();
  expect(await download(url, { sizeBytesMax: 19 }, path)).toMatchObject({ reason: "too_large" });
  expect(await exists(path)).toBe(false);
});

test("a disk that fails is told apart from a network that fails", async () => {
  await using server = await startServer(sending(raw(200, PICTURE)));
  const path = join(folder, "no-such-folder", "1.part");
  await expect(download(`${server.origin}/a`, {}, path)).rejects.toMatchObject({
    name: "StorageError",
  });
});

test("R19 of an endless file no more is read than the limit and what was under way, and little of it is held", async () => {
  const megabyte = Buffer.alloc(1024 * 1024);
  const limitBytes = 160 * megabyte.length;
  let sentBytes = 0;
  await using server = await startServer((socket) => {
    const pour = () => {
      while (!socket.destroyed && socket.write(megabyte));
    };
    socket.on("drain", pour).on("close", () => {
      sentBytes = socket.bytesWritten - socket.writableLength;
    });
    socket.write("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
    pour();
  });
  const heldBytes = () => process.memoryUsage().arrayBuffers;
  const before = heldBytes();
  let peakBytes = 0;
  const looking = setInterval(() => {
    peakBytes = Math.max(peakBytes, heldBytes() - before);
  }, 1);
  const outcome = await download(`${server.origin}/a`, { sizeBytesMax: limitBytes });
  clearInterval(looking);
  expect(outcome).toMatchObject({ reason: "too_large" });
  // With what the collector has not taken away yet.
  expect(peakBytes).toBeLessThan(limitBytes / 2);
  const [socket] = server.sockets;
  if (socket && !socket.closed) await once(socket, "close");
  expect(sentBytes).toBeGreaterThanOrEqual(limitBytes);
  expect(sentBytes).toBeLessThan(limitBytes + 32 * megabyte.length);
});

describe("a later call", () => {
  const whole = { ok: true, sizeBytes: 20, sha256: SHA256 };

  /** A host that sends half of the file to whoever does not ask for the rest. */
  const startHalfHost = (path: string, etag = '"a"') =>
    startServer((socket, request) => {
      if (rangeOf(request) > 0) socket.end(rest(rangeOf(request)));
      else void sendHalf(socket, path, { etag });
    });

  test("goes on where the one before it was left", async () => {
    const path = newPath();
    await using server = await startHalfHost(path);
    const first = await download(`${server.origin}/a`, { retryDelaysMs: [] }, path);
    expect(first).toMatchObject({ ok: false, reason: "unreachable" });
    expect(await readFile(path, "utf8")).toBe(PICTURE.slice(0, 10));

    expect(await download(`${server.origin}/a`, {}, path)).toEqual(whole);
    expect(await readFile(path, "utf8")).toBe(PICTURE);
    expect(server.requests.map(rangeOf)).toEqual([0, 10]);
  });

  test("finds a complete file without asking anybody, even when its address is dead", async () => {
    const path = newPath();
    const server = await startServer(sending(raw(200, PICTURE)));
    await download(`${server.origin}/a`, {}, path);
    await server[Symbol.asyncDispose]();

    expect(await download(`${server.origin}/a`, {}, path)).toEqual(whole);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ["the part is of another address", "/b", async () => {}],
    ["the note about the part is cut", "/a", (path: string) => truncate(`${path}.json`, 5)],
    ["the part is gone", "/a", (path: string) => rm(path)],
  ])("starts anew when %s", async (_name, address, change) => {
    const path = newPath();
    await using server = await startServer((socket) => {
      if (server.requests.length > 1) socket.end(raw(200, PICTURE));
      else void sendHalf(socket, path, { etag: '"a"' });
    });
    await download(`${server.origin}/a`, { retryDelaysMs: [] }, path);
    await change(path);
    expect(await download(`${server.origin}${address}`, {}, path)).toEqual(whole);
    expect(server.requests.map(rangeOf)).toEqual([0, 0]);
  });

  test("finds nothing of a file that could not be continued", async () => {
    const path = newPath();
    await using server = await startHalfHost(path, 'W/"a"');
    await download(`${server.origin}/a`, { retryDelaysMs: [] }, path);
    expect(await exists(path)).toBe(false);
    expect(await exists(`${path}.json`)).toBe(false);
  });

  test("finds nothing of a file that is gone in the meantime", async () => {
    const path = newPath();
    await using server = await startServer((socket) => {
      if (server.requests.length > 1) socket.end(raw(404, "no"));
      else void sendHalf(socket, path, { etag: '"a"' });
    });
    await download(`${server.origin}/a`, { retryDelaysMs: [] }, path);
    expect([await exists(path), await exists(`${path}.json`)]).toEqual([true, true]);
    expect(await download(`${server.origin}/a`, {}, path)).toMatchObject({ reason: "gone" });
    expect([await exists(path), await exists(`${path}.json`)]).toEqual([false, false]);
  });

  test("keeps nothing of a longer file before it", async () => {
    const path = newPath();
    await writeFile(path, "x".repeat(50));
    const url = `data:image/png;base64,${Buffer.from(PICTURE).toString("base64")}`;
    expect(await download(url, {}, path)).toEqual(whole);
    expect(await readFile(path, "utf8")).toBe(PICTURE);
  });
});
