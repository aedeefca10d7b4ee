import { mkdtemp, rm } from "node:fs/promises";
import type { LookupFunction } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createResultDownloader,
  type DownloaderOptions,
} from "@/lib/adapters/toapis/result-downloader";
import { raw, sending, startServer } from "@/lib/adapters/toapis/test-server";

const PICTURE = "0123456789abcdefghij";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "addresses-"));
});
afterAll(() => rm(folder, { recursive: true }));

const download = (url: string, options: Partial<DownloaderOptions> = {}) =>
  createResultDownloader({
    userAgent: "Maquette/test",
    privateOrigins: [new URL(url, "https://nowhere.example").origin],
    retryDelaysMs: [],
    ...options,
  }).download(url, join(folder, "result"));

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
    expect(await download(`${server.origin}/a`)).toMatchObject({ ok: true, sizeBytes: 20 });
  });

  test("private addresses are used when the operator allowed them", async () => {
    await using server = await startServer(sending(raw(200, PICTURE)));
    const options = { privateOrigins: [], allowPrivate: true };
    expect(await download(`${server.origin}/a`, options)).toMatchObject({ ok: true });
  });

  test("a stranger's redirect to the private host is not followed", async () => {
    await using inside = await startServer(sending(raw(200, PICTURE)));
    await using stranger = await startServer(
      sending(raw(302, "", { location: `${inside.origin}/a` })),
    );
    const options = { privateOrigins: [stranger.origin, inside.origin] };
    expect(await download(`${stranger.origin}/a`, options)).toMatchObject({ reason: "blocked" });
    expect(inside.connectionCount()).toBe(0);
  });
});
