import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { Media } from "@/lib/ports/media";
import { HOSTILE_FILES } from "@/lib/sandbox/hostile-files";

const MINUTE_MS = 60_000;

let folder: string;
let media: Media;
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-results-"));
  const entry = await bundleDecodeProcess(folder);
  media = createMediaProcess({ entry, processesMax: 1, timeoutMs: 60_000 });
  database = await createTestDatabase();
});
afterAll(async () => {
  await media.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A studio with real files, whose gateway delivers what `deliver` was given last. */
async function studio() {
  let delivered = Buffer.alloc(0);
  const s = await createTestStudio(database, {
    media,
    storage: createDiskStorage({ root: path.join(folder, "storage"), spoolLimitBytes: null }),
    downloader: {
      async download(_, target) {
        await writeFile(target, delivered);
        return { ok: true, sizeBytes: delivered.length, sha256: sha256Of(delivered) };
      },
    },
  });
  s.gateway.answerLookups((taskId) => ({
    found: true,
    taskId,
    state: {
      status: "completed",
      resultUrls: ["https://files.example/a.png"],
      expiresAt: new Date("2027-03-02T09:00:00Z"),
    },
  }));
  return {
    ...s,
    /** What becomes of a picture that the gateway delivers as these bytes. */
    async deliver(bytes: Buffer) {
      delivered = bytes;
      const { id } = await s.created();
      await s.runFor(MINUTE_MS);
      return s.variant(id);
    },
  };
}

async function stored(place: string): Promise<string[]> {
  const found = await readdir(path.join(folder, "storage", place), {
    recursive: true,
    withFileTypes: true,
  });
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
}

const hashes = async (files: string[]) =>
  Promise.all(files.map(async (file) => sha256Of(await readFile(file))));

test("I2, I6: of every hostile result the bytes are kept: as a picture, or in quarantine under a failure", async () => {
  const s = await studio();
  const outcomes: unknown[][] = [];
  const kept: { blobs: string[]; quarantine: string[] } = { blobs: [], quarantine: [] };
  for (const { id, make } of HOSTILE_FILES) {
    const bytes = await make();
    const { status, failureCode, failureDetail, image } = await s.deliver(bytes);
    outcomes.push([id, status, failureCode, failureDetail, image?.sha256 ?? null]);
    kept[status === "succeeded" ? "blobs" : "quarantine"].push(sha256Of(bytes));
  }
  const expected = HOSTILE_FILES.map(async ({ id, make, asResult }) =>
    asResult === "accepted"
      ? [id, "succeeded", null, null, sha256Of(await make())]
      : [id, "failed", "result_unreadable", asResult, null],
  );
  expect(outcomes).toEqual(await Promise.all(expected));
  expect((await hashes(await stored("blobs"))).sort()).toEqual(kept.blobs.sort());
  expect((await hashes(await stored("quarantine"))).sort()).toEqual(kept.quarantine.sort());
  expect(await stored("spool")).toEqual([]);
  // Nobody was asked to pay again.
  expect(s.gateway.ledger).toHaveLength(HOSTILE_FILES.length);
}, 240_000);
