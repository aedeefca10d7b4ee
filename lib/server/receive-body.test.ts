import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ReceivedBody, receiveBody } from "@/lib/server/receive-body";

const SIZE_BYTES_MAX = 2_000_000;

let folder: string;
let server: Server;
let port: number;
let outcome: Promise<ReceivedBody>;
/** Resolves with the bytes of the first piece that arrived. */
let arrived: Promise<void>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-receive-"));
  server = createServer();
  outcome = new Promise((resolve, reject) => {
    arrived = new Promise((noteArrival) => {
      server.on("request", (incoming, outgoing) => {
        incoming.once("data", () => noteArrival());
        receiveBody(incoming, { path: path.join(folder, "body"), sizeBytesMax: SIZE_BYTES_MAX })
          .then((received) => {
            resolve(received);
            outgoing.end(JSON.stringify(received));
          })
          .catch((cause: unknown) => {
            reject(cause);
            outgoing.writeHead(500).end(JSON.stringify(String(cause)));
          });
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const put = (body: Buffer | ReadableStream) =>
  fetch(`http://127.0.0.1:${port}`, { method: "PUT", body, duplex: "half" } as RequestInit).then(
    (response) => response.json(),
  );

test("a body lands on disk whole, with its hash and size", async () => {
  const body = randomBytes(1_900_000);
  expect(await put(body)).toEqual({
    ok: true,
    sha256: createHash("sha256").update(body).digest("hex"),
    sizeBytes: body.length,
  });
  expect(await readFile(path.join(folder, "body"))).toEqual(body);
});

test("what has been written is given back to the memory at once", async () => {
  const sizesBytes: number[] = [];
  const pieces: Buffer[] = [];
  server.prependListener("request", (incoming) => {
    incoming.on("data", (piece: Buffer) => {
      pieces.push(piece);
      sizesBytes.push(piece.length);
    });
  });
  expect(await put(randomBytes(1_900_000))).toMatchObject({ ok: true });
  expect(sizesBytes.reduce((sum, size) => sum + size)).toBe(1_900_000);
  expect(pieces.map(({ buffer }) => buffer.byteLength)).toEqual(pieces.map(() => 0));
});

test("a body of unknown length is taken too", async () => {
  const body = randomBytes(300_000);
  expect(await put(new Blob([body]).stream())).toMatchObject({ ok: true, sizeBytes: 300_000 });
});

test("an empty body is an empty file: what that means is for the caller", async () => {
  expect(await put(Buffer.alloc(0))).toMatchObject({ ok: true, sizeBytes: 0 });
});

test("a body that declares too much is refused before it is read, and nothing is written", async () => {
  expect(await put(Buffer.alloc(SIZE_BYTES_MAX + 1))).toEqual({
    ok: false,
    refusal: { code: "too_large", sizeBytes: SIZE_BYTES_MAX + 1, limitBytes: SIZE_BYTES_MAX },
    isTooSlow: false,
  });
  expect(await readdir(folder)).toEqual([]);
});

test("U02: a body that grows too large is refused while it streams, and its file goes", async () => {
  const client = request({ port, host: "127.0.0.1", method: "PUT" });
  const answered = once(client, "response");
  client.write(Buffer.alloc(SIZE_BYTES_MAX));
  client.write(Buffer.alloc(1_000));
  // The request never ends: the answer comes all the same.
  expect(await outcome).toMatchObject({
    ok: false,
    refusal: { code: "too_large", limitBytes: SIZE_BYTES_MAX },
  });
  await answered;
  expect(await readdir(folder)).toEqual([]);
  client.destroy();
});

test("U13: a body that stops at 60 % is incomplete, and its file goes", async () => {
  const client = request({
    port,
    host: "127.0.0.1",
    method: "PUT",
    headers: { "content-length": 1_000_000 },
  });
  client.on("error", () => undefined);
  client.write(Buffer.alloc(600_000));
  await arrived;
  client.destroy();
  expect(await outcome).toEqual({
    ok: false,
    refusal: { code: "incomplete" },
    isTooSlow: false,
  });
  expect(await readdir(folder)).toEqual([]);
});

test("X8: a body shorter than it declares is incomplete although the connection ends in order", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.end("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\nonly this");
  expect(await outcome).toMatchObject({ ok: false, refusal: { code: "incomplete" } });
  expect(await readdir(folder)).toEqual([]);
});

test("a body longer than it declares is cut at what was declared, as HTTP has it", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nfour and more");
  expect(await outcome).toMatchObject({ ok: true, sizeBytes: 4 });
});

async function trickle() {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const client = request({
    port,
    host: "127.0.0.1",
    method: "PUT",
    headers: { "content-length": 1_000_000 },
  });
  const answered = once(client, "response");
  return { client, answered };
}

test("U14: a body below 5 KB/s for 30 s is given up while the sender still waits, and its file goes", async () => {
  const { client, answered } = await trickle();
  client.write(Buffer.alloc(10_000));
  await arrived;
  vi.advanceTimersByTime(29_999);
  client.write("x");
  vi.advanceTimersByTime(1);
  expect(await outcome).toEqual({ ok: false, refusal: { code: "incomplete" }, isTooSlow: true });
  await answered;
  expect(await readdir(folder)).toEqual([]);
  client.destroy();
});

test("a body above 5 KB/s is not given up", async () => {
  const { client, answered } = await trickle();
  client.write(Buffer.alloc(600_000));
  await vi.waitFor(async () => {
    // The last pieces wait in memory for more.
    expect((await readFile(path.join(folder, "body"))).length).toBeGreaterThan(500_000);
  });
  vi.advanceTimersByTime(30_000);
  client.end(Buffer.alloc(400_000));
  expect(await outcome).toMatchObject({ ok: true, sizeBytes: 1_000_000 });
  await answered;
});

test("another's file is never overwritten", async () => {
  expect(await put(Buffer.from("first"))).toMatchObject({ ok: true });
  expect(await put(Buffer.from("second"))).toMatch(/EEXIST/);
  expect(await readFile(path.join(folder, "body"), "utf8")).toBe("first");
});
