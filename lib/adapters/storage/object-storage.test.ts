import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import { createS3Storage } from "@/lib/adapters/storage/s3-storage";
import { CREDENTIALS, startS3Server } from "@/lib/adapters/storage/test-s3-server";
import {
  blobKey,
  cleanCopyKey,
  derivativeKey,
  type ObjectStorage,
} from "@/lib/ports/object-storage";

const KEY = blobKey("9f".repeat(32));
const MEBIBYTE = 1024 ** 2;

let root: string;
let storage: ObjectStorage;
let bucket: { endpoint: string; stop: () => Promise<void> };

beforeAll(async () => {
  bucket = await startS3Server(await mkdtemp(path.join(tmpdir(), "maquette-bucket-")));
});
afterAll(() => bucket.stop());
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "maquette-storage-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const onDisk = (folder: string) =>
  createDiskStorage({ root: folder, spoolLimitBytes: 10 * MEBIBYTE });

/** A prefix of its own for each test. */
const inBucket = (dataDir: string, endpoint = bucket.endpoint) =>
  createS3Storage({
    address: {
      bucket: "studio",
      prefix: path.basename(root).toLowerCase(),
      endpoint,
      region: "us-east-1",
      ...CREDENTIALS,
    },
    dataDir,
    spoolLimitBytes: 10 * MEBIBYTE,
  });

const KINDS = [
  { kind: "disk", open: onDisk, broken: (file: string) => onDisk(file) },
  {
    kind: "a bucket",
    open: inBucket,
    broken: (file: string) => inBucket(file, "http://127.0.0.1:1"),
  },
];

async function spooled(content: string | Buffer): Promise<string> {
  const file = await storage.newSpoolPath();
  await writeFile(file, content);
  return file;
}

async function sent(range: { start: number; end: number }): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    // The storage uses its buffer again once this calls back.
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(Buffer.from(chunk));
      setImmediate(done);
    },
  });
  await storage.send(KEY, range, sink);
  expect(sink.writableEnded).toBe(false);
  return Buffer.concat(chunks);
}

describe.each(KINDS)("on $kind", ({ open, broken }) => {
  const spool = () => path.dirname(spoolFile);
  let spoolFile: string;

  beforeEach(async () => {
    storage = open(root);
    spoolFile = await storage.newSpoolPath();
  });

  test("a stored file has its bytes under its key and has left the spool", async () => {
    await storage.putFile(KEY, await spooled("hello"));
    expect(await storage.has(KEY)).toBe(true);
    expect(await storage.sizeBytes(KEY)).toBe(5);
    expect(await readFile(await storage.localPath(KEY), "utf8")).toBe("hello");
    expect(await readdir(spool())).toEqual([]);
  });

  test.each([
    blobKey("ab".repeat(32)),
    derivativeKey("ab".repeat(32), 320),
    cleanCopyKey("ab".repeat(32)),
    "quarantine/01JDFZ6M9Q3V0W8K5T2RXN4YBC-9f9f9f9f9f9f9f9f",
  ])("%s is a key", async (key) => {
    await storage.putFile(key, await spooled("hello"));
    expect(await readFile(await storage.localPath(key), "utf8")).toBe("hello");
  });

  test("a key that exists keeps its bytes, and the source goes", async () => {
    await storage.putFile(KEY, await spooled("first"));
    const second = await spooled("other");
    await storage.putFile(KEY, second);
    expect(await readFile(await storage.localPath(KEY), "utf8")).toBe("first");
    await expect(stat(second)).rejects.toThrow(/ENOENT/);
  });

  test("storing again after the source has gone is no error", async () => {
    const source = await spooled("hello");
    await storage.putFile(KEY, source);
    await storage.putFile(KEY, source);
    expect(await storage.sizeBytes(KEY)).toBe(5);
  });

  test("a long range arrives whole and in order", async () => {
    const content = Buffer.from(Uint32Array.from({ length: 200_000 }, (_, index) => index).buffer);
    await storage.putFile(KEY, await spooled(content));
    expect(await sent({ start: 0, end: content.length - 1 })).toEqual(content);
    expect(await sent({ start: 13, end: 600_012 })).toEqual(content.subarray(13, 600_013));
  });

  test("sending stops without an error when the viewer leaves", async () => {
    await storage.putFile(KEY, await spooled(Buffer.alloc(2_000_000)));
    let received = 0;
    const sink = new Writable({
      write(chunk: Buffer) {
        received += chunk.length;
        this.destroy();
      },
    });
    await storage.send(KEY, { start: 0, end: 1_999_999 }, sink);
    expect(received).toBeLessThan(2_000_000);
  });

  test("a file that is shorter than its record is an error, not a short answer", async () => {
    await storage.putFile(KEY, await spooled("short"));
    await expect(sent({ start: 0, end: 9 })).rejects.toMatchObject({ code: "unavailable" });
  });

  test("what is not there is missing", async () => {
    const missing = { name: "StorageError", code: "missing" };
    expect(await storage.has(KEY)).toBe(false);
    await expect(storage.sizeBytes(KEY)).rejects.toMatchObject(missing);
    await expect(storage.localPath(KEY)).rejects.toMatchObject(missing);
    await expect(sent({ start: 0, end: 1 })).rejects.toMatchObject(missing);
  });

  test("a deleted key is gone, and deleting it again is no error", async () => {
    await storage.putFile(KEY, await spooled("hello"));
    await storage.delete(KEY);
    await storage.delete(KEY);
    expect(await storage.has(KEY)).toBe(false);
    await expect(storage.localPath(KEY)).rejects.toMatchObject({ code: "missing" });
  });

  test.each([
    "../outside",
    "blobs/../../outside",
    "/etc/passwd",
    "blobs//x",
    "blobs/.hidden",
    "blobs\\x",
    "blobs/x\0",
    "blobs",
    "",
  ])("%j is no key", async (key) => {
    const source = await spooled("x");
    await expect(storage.putFile(key, source)).rejects.toMatchObject({ name: "StorageError" });
    await expect(storage.localPath(key)).rejects.toMatchObject({ name: "StorageError" });
    await expect(storage.delete(key)).rejects.toMatchObject({ name: "StorageError" });
  });

  test("a name in the spool stays at one path, and leads nowhere else", async () => {
    const claim = await storage.claimSpool("01JD.part");
    await claim?.release();
    expect((await open(root).claimSpool("01JD.part"))?.path).toBe(claim?.path);
    expect(path.dirname(claim?.path ?? "")).toBe(spool());
    for (const name of ["../x", "a/b", "", ".."]) {
      await expect(storage.claimSpool(name)).rejects.toMatchObject({ name: "StorageError" });
    }
  });

  test("of many who want the same file of the spool one gets it, until it lets go", async () => {
    const claims = await Promise.all(
      Array.from({ length: 12 }, () => open(root).claimSpool("01JD.part")),
    );
    const [claim, ...others] = claims.filter((each) => each !== null);
    expect(others).toEqual([]);
    await claim?.release();
    expect(await storage.claimSpool("01JD.part")).not.toBeNull();
  });

  test("a file of the spool that is put away stays there until it is discarded", async () => {
    const claim = await storage.claimSpool("01JD.part");
    if (!claim) throw new Error("Nobody else wants it");
    await writeFile(claim.path, "hello");
    await writeFile(`${claim.path}.json`, "{}");
    await storage.putFile(KEY, await claim.twin());
    expect(await readFile(claim.path, "utf8")).toBe("hello");
    await claim.discard();
    await claim.release();
    expect(await readdir(spool())).toEqual([]);
    expect(await storage.sizeBytes(KEY)).toBe(5);
  });

  test("says which share of the spool's limit is used", async () => {
    expect(await storage.usedSpoolShare()).toBe(0);
    await spooled(Buffer.alloc(4 * MEBIBYTE));
    await spooled(Buffer.alloc(5 * MEBIBYTE));
    expect(await storage.usedSpoolShare()).toBeCloseTo(0.9);
  });

  test("the first use removes what a crash left nameless in the spool three days ago, nothing younger", async () => {
    const day = 24 * 60 * 60;
    const young = randomUUID();
    for (const [name, ageSeconds] of [
      [randomUUID(), 3.1 * day],
      [young, 2.9 * day],
    ] as const) {
      await writeFile(path.join(spool(), name), "x");
      const then = Date.now() / 1_000 - ageSeconds;
      await utimes(path.join(spool(), name), then, then);
    }
    await open(root).newSpoolPath();
    expect(await readdir(spool())).toEqual([young]);
  });

  test("what was begun under a name stays in the spool, however old, until it is discarded", async () => {
    const name = "01JDFZ6M9Q3V0W8K5T2RXN4YBC.part";
    const begun = await storage.claimSpool(name);
    if (!begun) throw new Error("Somebody holds it");
    await writeFile(begun.path, "paid for");
    await writeFile(`${begun.path}.json`, "{}");
    await begun.release();
    const longAgo = Date.now() / 1_000 - 40 * 24 * 60 * 60;
    await utimes(begun.path, longAgo, longAgo);
    await utimes(`${begun.path}.json`, longAgo, longAgo);

    const later = open(root);
    expect(await later.listBegun()).toEqual([name]);
    const claim = await later.claimSpool(name);
    expect(await readFile(claim?.path ?? "", "utf8")).toBe("paid for");
    await claim?.discard();
    await claim?.release();
    expect(await later.listBegun()).toEqual([]);
    expect(await readdir(spool())).toEqual([]);
  });

  test("what lies in a folder is listed with its size, and what lies elsewhere is not", async () => {
    expect(await storage.list("quarantine")).toEqual([]);
    await storage.putFile("quarantine/b", await spooled("hello"));
    await storage.putFile("quarantine/a", await spooled("hi"));
    await storage.putFile(KEY, await spooled("other"));
    expect(await storage.list("quarantine")).toEqual([
      { key: "quarantine/a", sizeBytes: 2 },
      { key: "quarantine/b", sizeBytes: 5 },
    ]);
  });

  test("everything that is named by a sha256 is walked through, a page at a time", async () => {
    const walked = async () => {
      const pages = await Array.fromAsync(storage.walk("blobs"));
      return pages.flat().sort((a, b) => a.key.localeCompare(b.key));
    };
    expect(await walked()).toEqual([]);
    const other = `blobs/ff/${"f".repeat(64)}`;
    await storage.putFile(KEY, await spooled("other"));
    await storage.putFile(other, await spooled("hi"));
    await storage.putFile("quarantine/a", await spooled("elsewhere"));
    expect(await walked()).toEqual(
      [
        { key: KEY, sizeBytes: 5 },
        { key: other, sizeBytes: 2 },
      ].sort((a, b) => a.key.localeCompare(b.key)),
    );
  });

  test("says that it can take bytes in, and leaves nothing behind", async () => {
    expect(await storage.isWritable()).toBe(true);
    expect(await storage.isAvailable()).toBe(true);
    expect(await readdir(spool())).toEqual([]);
  });

  test("what cannot be reached or written is unavailable, and says so", async () => {
    const file = path.join(root, "file");
    await writeFile(file, "");
    const down = broken(file);
    expect(await down.isWritable()).toBe(false);
    expect(await down.isAvailable()).toBe(false);
    const source = await spooled("hello");
    await expect(down.putFile(KEY, source)).rejects.toMatchObject({ code: "unavailable" });
    expect(await readFile(source, "utf8")).toBe("hello");
  });
});
