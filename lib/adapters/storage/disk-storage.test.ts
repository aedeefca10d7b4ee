import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import { blobKey, type ObjectStorage } from "@/lib/ports/object-storage";

const KEY = blobKey("9f".repeat(32));

let root: string;
let storage: ObjectStorage;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "maquette-storage-"));
  storage = createDiskStorage({ root });
});
afterEach(() => rm(root, { recursive: true, force: true }));

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

test("a stored file has its bytes under its key and has left the spool", async () => {
  await storage.putFile(KEY, await spooled("hello"));
  expect(await storage.has(KEY)).toBe(true);
  expect(await storage.sizeBytes(KEY)).toBe(5);
  expect(await readFile(await storage.localPath(KEY), "utf8")).toBe("hello");
  expect(await readdir(path.join(root, "spool"))).toEqual([]);
});

test("a key that exists keeps its bytes, and the source goes", async () => {
  await storage.putFile(KEY, await spooled("first"));
  const second = await spooled("second");
  await storage.putFile(KEY, second);
  expect(await readFile(await storage.localPath(KEY), "utf8")).toBe("first");
  await expect(stat(second)).rejects.toThrow(/ENOENT/);
});

test("many puts of the same key at once leave one whole file and nothing else", async () => {
  const content = Buffer.alloc(300_000, "x");
  const sources = await Promise.all(Array.from({ length: 12 }, () => spooled(content)));
  await Promise.all(sources.map((source) => storage.putFile(KEY, source)));
  expect(await readFile(await storage.localPath(KEY))).toEqual(content);
  expect(await readdir(path.dirname(path.join(root, KEY)))).toHaveLength(1);
  expect(await readdir(path.join(root, "spool"))).toEqual([]);
});

test("a range longer than the buffer arrives whole and in order", async () => {
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

test("the first use removes what a crash left in the spool a day ago, and nothing younger", async () => {
  const spool = path.join(root, "spool");
  await mkdir(spool);
  await writeFile(path.join(spool, "old"), "x");
  await writeFile(path.join(spool, "young"), "x");
  const twoDaysAgo = Date.now() / 1_000 - 2 * 24 * 60 * 60;
  await utimes(path.join(spool, "old"), twoDaysAgo, twoDaysAgo);
  await storage.newSpoolPath();
  expect(await readdir(spool)).toEqual(["young"]);
});

test("says whether it can be written to, and leaves nothing behind", async () => {
  expect(await storage.isWritable()).toBe(true);
  expect(await readdir(path.join(root, "spool"))).toEqual([]);
  await writeFile(path.join(root, "file"), "");
  expect(await createDiskStorage({ root: path.join(root, "file") }).isWritable()).toBe(false);
});
