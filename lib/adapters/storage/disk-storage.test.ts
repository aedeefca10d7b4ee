import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import { blobKey } from "@/lib/ports/object-storage";

const KEY = blobKey("9f".repeat(32));

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "maquette-storage-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("many puts of the same key at once leave one whole file and nothing else", async () => {
  const storage = createDiskStorage({ root, spoolLimitBytes: null });
  const content = Buffer.alloc(300_000, "x");
  const sources = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const file = await storage.newSpoolPath();
      await writeFile(file, content);
      return file;
    }),
  );
  await Promise.all(sources.map((source) => storage.putFile(KEY, source)));
  expect(await readFile(await storage.localPath(KEY))).toEqual(content);
  expect(await readdir(path.dirname(path.join(root, KEY)))).toHaveLength(1);
  expect(await readdir(path.join(root, "spool"))).toEqual([]);
});

test("without a limit of its own the spool may hold 2 GiB, or less on a small disk", async () => {
  const storage = createDiskStorage({ root, spoolLimitBytes: null });
  await writeFile(await storage.newSpoolPath(), Buffer.alloc(1_000_000));
  expect(await storage.usedSpoolShare()).toBeGreaterThanOrEqual(1_000_000 / 2 ** 31);
});
