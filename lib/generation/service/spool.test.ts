import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import { sweepSpool } from "@/lib/generation/service/spool";
import { createTestStudio, SHA } from "@/lib/generation/service/test-studio";
import { StorageError } from "@/lib/ports/object-storage";

const HOUR_MS = 60 * 60_000;

let root: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "maquette-spool-"));
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(root, { recursive: true, force: true });
});

const spooled = () => readdir(path.join(root, "spool"));

test("I2: bytes of a paid picture outlive a storage that is away, and a restart", async () => {
  const disk = createDiskStorage({ root, spoolLimitBytes: null });
  let isAway = true;
  const s = await createTestStudio(database, {
    storage: {
      ...disk,
      putFile: async (key, source) => {
        if (isAway) throw new StorageError("unavailable", "The bucket is away");
        await disk.putFile(key, source);
      },
    },
    // Its address dies after its first use.
    downloader: {
      async download(_url, target) {
        if (!(await spooled()).includes(path.basename(target))) await writeFile(target, "picture");
        return { ok: true, sizeBytes: 7, sha256: SHA };
      },
    },
  });
  s.gateway.answerLookups((taskId) => ({
    found: true,
    taskId,
    state: { status: "completed", resultUrls: ["https://files.example/a"], expiresAt: null },
  }));
  const { id, variants } = await s.created();
  const part = `${variants[0]?.id}.part`;
  await s.runFor(HOUR_MS);
  expect(await s.variant(id)).toMatchObject({ status: "saving", waitReason: "storage" });

  await sweepSpool(s.ports);
  expect(await spooled()).toEqual([part]);
  isAway = false;
  await s.runFor(HOUR_MS);
  expect((await s.variant(id)).status).toBe("succeeded");
  expect(await spooled()).toEqual([]);
});

test("what a crash left of a picture that is stored, and of one that nobody knows, is discarded", async () => {
  const storage = createDiskStorage({ root, spoolLimitBytes: null });
  const s = await createTestStudio(database, { storage });
  const { id, variants } = await s.created();
  const [variantId = ""] = variants.map((variant) => variant.id);
  await database.prisma.variant.update({
    where: { id: variantId },
    data: { status: "succeeded" },
  });
  expect((await s.variant(id)).status).toBe("succeeded");
  for (const name of [variantId, "01JDFZ6M9Q3V0W8K5T2RXN4YBC"]) {
    const claim = await storage.claimSpool(`${name}.part`);
    await writeFile(claim?.path ?? "", "left");
    await claim?.release();
  }
  await sweepSpool(s.ports);
  expect(await spooled()).toEqual([]);
});
