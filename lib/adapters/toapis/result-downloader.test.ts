import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import type { LookupFunction, Socket } from "node:net";
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
  if (!outcome.ok) await expect(stat(path)).rejects.toThrow("ENOENT");
  return outcome;
};

const rangeOf = ({ head }: Received) => Number(/^range: bytes=(\d+)-/im.exec(head)?.[1] ?? 0);
const partial = (from: number, headers: Record<string, string> = {}) =>
  raw(206, PICTURE.slice(from), {
    etag: '"a"',
    "content-range": `bytes ${from}-${PICTURE.length - 1}/${PICTURE.length}`,
    ...headers,
  });

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
    const { outcome, ranges, requests } = await resume([partial(10)]);
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
    ["it is the rest of something else", partial(10, { etag: '"b"' })],
    ["it is another rest", partial(5)],
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

  test("keeps what it has through an error of the host", async () => {
    const { outcome, ranges } = await resume([raw(503, "busy"), partial(10)]);
    expect(outcome).toEqual(whole);
    expect(ranges).toEqual([0, 10, 10]);
  });

  test("R21 goes on after a standstill", async () => {
    await using server = await startServer((socket, request) => {
      if (server.requests.length > 1) socket.end(partial(rangeOf(request)));
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

test("R20 bytes that drip end with the deadline", async () => {
  await using server = await startServer((socket) => {
    socket.write(raw(200, "", { "content-length": "1000000" }));
    const timer = setInterval(() => socket.write("x"), 10);
    socket.on("close", () => clearInterval(timer));
  });
  const outcome = await download(`${server.origin}/a`, { deadlineMs: 100 });
  expect(outcome).toMatchObject({ ok: false, reason: "unreachable" });
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

describe("SSRF", () => {
  test.each(["127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "localhost"])(
    "R10 %s is not connected to",
    async (host) => {
      await using tripwire = await startServer(sending(raw(200, PICTURE)));
      for (const scheme of ["http", "https"]) {
        const outcome = await download(`${scheme}://${host}:${tripwire.port}/`, {
          privateOrigins: [],
        });
        expect(outcome).toMatchObject({ ok: false, reason: "blocked" });
      }
      expect(tripwire.connectionCount()).toBe(0);
    },
  );

  test.each([
    "https://10.0.0.1/",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[fd00::1]/",
    "https://[fe80::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[2002:7f00:1::]/",
    "https://127.0.0.1/",
    "https://user:word@files.example/",
    "https://files.example:22/",
    "http://files.example/",
    "ftp://files.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "//files.example/x",
    "/relative",
  ])("R10 R12 R13 R14 %s is blocked", async (url) => {
    expect(await download(url, { privateOrigins: [] })).toMatchObject({ reason: "blocked" });
  });

  test.each(["https://localhost./", "https://metadata.google.internal/", "https://FILES.example/"])(
    "R10 %s is blocked when it leads to a private address",
    async (url) => {
      const lookup: LookupFunction = (_name, _options, callback) =>
        callback(null, [{ address: "10.0.0.1", family: 4 }]);
      const outcome = await download(url, { privateOrigins: [], lookup });
      expect(outcome).toMatchObject({ ok: false, reason: "blocked" });
    },
  );

  test("R11 a name is blocked when any of its addresses is private", async () => {
    const lookup: LookupFunction = (_name, _options, callback) =>
      callback(null, [
        { address: "203.0.113.7", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ]);
    const outcome = await download("https://files.example/", { privateOrigins: [], lookup });
    expect(outcome).toMatchObject({ reason: "blocked" });
  });

  test.each(["http://127.0.0.1:PORT/", "http://169.254.169.254/latest/", "file:///etc/passwd"])(
    "R05 R06 R07 a redirect to %s is not followed",
    async (location) => {
      await using tripwire = await startServer(sending(raw(200, PICTURE)));
      const target = location.replace("PORT", String(tripwire.port));
      await using server = await startServer(sending(raw(302, "", { location: target })));
      expect(await download(`${server.origin}/a`)).toMatchObject({ reason: "blocked" });
      expect(tripwire.connectionCount()).toBe(0);
    },
  );

  test("R09 a circle of redirects ends after the third", async () => {
    await using server = await startServer(sending(raw(302, "x", { location: "/again" })));
    expect(await download(`${server.origin}/a`)).toMatchObject({ reason: "blocked" });
    expect(server.requests).toHaveLength(4);
  });

  test("a redirect within the same host is followed", async () => {
    await using server = await startServer((socket, { path }) =>
      socket.end(path === "/b" ? raw(200, PICTURE) : raw(302, "", { location: "/b" })),
    );
    expect(await download(`${server.origin}/a`)).toMatchObject({ ok: true, sha256: SHA256 });
  });

  test("private addresses are used when the operator allowed them", async () => {
    await using server = await startServer(sending(raw(200, PICTURE)));
    const options = { privateOrigins: [], allowPrivate: true };
    expect(await download(`${server.origin}/a`, options)).toMatchObject({ ok: true });
  });
});

test("a picture within the answer needs no network", async () => {
  const url = `data:image/png;base64,${Buffer.from(PICTURE).toString("base64")}`;
  expect(await download(url)).toEqual({ ok: true, sizeBytes: 20, sha256: SHA256 });
});

test("a disk that fails is told apart from a network that fails", async () => {
  await using server = await startServer(sending(raw(200, PICTURE)));
  const path = newPath();
  await download(`${server.origin}/a`, {}, path);
  await expect(download(`${server.origin}/a`, {}, path)).rejects.toMatchObject({
    name: "StorageError",
  });
});
