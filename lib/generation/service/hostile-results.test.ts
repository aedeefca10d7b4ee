import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { PLAIN_LOOK } from "@/lib/adapters/memory/memory-files";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import { VARIANT_COUNT_MAX } from "@/lib/generation/schema/facts";
import { findGeneration } from "@/lib/generation/service/read";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { Media } from "@/lib/ports/media";
import type { HostileFile } from "@/lib/sandbox/hostile/hostile-file";
import { HOSTILE_FILES } from "@/lib/sandbox/hostile-files";

const MINUTE_MS = 60_000;
/** Of each kind of end: what decodes and what does not is proven file by file in the decode process's own test. */
const REFUSED_COUNT = 2;
const ACCEPTED_COUNT = 6;

const FILES = [...Map.groupBy(HOSTILE_FILES, ({ asResult }) => asResult)].flatMap(([end, files]) =>
  files.slice(0, end === "accepted" ? ACCEPTED_COUNT : REFUSED_COUNT),
);

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

/** A studio with real files. Each task delivers the next hostile file, also when it is asked again. */
async function studio() {
  const waiting = [...FILES];
  const delivered = new Map<string, HostileFile>();
  /** SHA-256 → id of what was delivered. */
  const idOf = new Map<string, string>();
  const s = await createTestStudio(database, {
    // Small copies of the same files are another test's matter.
    media: {
      ...media,
      derive: async () => ({
        ...{ files: [], thumbhash: new Uint8Array([1]), looksEmpty: false, look: PLAIN_LOOK },
      }),
    },
    storage: createDiskStorage({ root: path.join(folder, "storage"), spoolLimitBytes: null }),
    downloader: {
      async download(url, target) {
        const file = delivered.get(url) ?? waiting.shift();
        if (!file) throw new Error("More tasks than files");
        delivered.set(url, file);
        const bytes = await file.make();
        const sha256 = sha256Of(bytes);
        idOf.set(sha256, file.id);
        await writeFile(target, bytes);
        return { ok: true, sizeBytes: bytes.length, sha256 };
      },
    },
  });
  s.gateway.answerLookups((taskId) => ({
    found: true,
    taskId,
    state: {
      status: "completed",
      resultUrls: [`https://files.example/${taskId}`],
      expiresAt: new Date("2027-03-02T09:00:00Z"),
    },
  }));
  return { ...s, idOf };
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

/** Of each variant whose result lies in quarantine, the hash of what lies there. */
async function quarantined(): Promise<Map<string, string>> {
  const entries = (await stored("quarantine")).map(async (file) => {
    const [variantId = ""] = path.basename(file).split("-");
    return [variantId, sha256Of(await readFile(file))] as const;
  });
  return new Map(await Promise.all(entries));
}

test("I2, I6: of hostile results of every kind the bytes are kept: as a picture, or in quarantine under a failure", async () => {
  const s = await studio();
  const pressed: string[] = [];
  for (let left = FILES.length; left > 0; left -= VARIANT_COUNT_MAX) {
    const { id } = await s.created({ variantCount: Math.min(left, VARIANT_COUNT_MAX) });
    pressed.push(id);
    await s.runFor(MINUTE_MS);
  }
  const generations = await Promise.all(pressed.map((id) => findGeneration(s.ports, s.actor, id)));
  const quarantine = await quarantined();
  const outcomes = generations
    .flatMap((generation) => generation?.variants ?? [])
    .map(({ id, image, status, failureCode, failureDetail }) => {
      const sha256 = image?.sha256 ?? quarantine.get(id) ?? "lost";
      return [s.idOf.get(sha256), status, failureCode, failureDetail];
    });
  const expected = FILES.map(({ id, asResult }) =>
    asResult === "accepted"
      ? [id, "succeeded", null, null]
      : [id, "failed", "result_unreadable", asResult],
  );
  expect(outcomes.sort()).toEqual(expected.sort());
  expect(quarantine.size + (await stored("blobs")).length).toBe(FILES.length);
  expect(await stored("spool")).toEqual([]);
  // Nobody was asked to pay again.
  expect(s.gateway.ledger).toHaveLength(FILES.length);
}, 120_000);
