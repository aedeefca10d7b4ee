import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { PLAIN_LOOK } from "@/lib/adapters/memory/memory-files";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import { createResultDownloader } from "@/lib/adapters/toapis/result-downloader";
import { VARIANT_COUNT_MAX } from "@/lib/generation/schema/facts";
import { findGeneration } from "@/lib/generation/service/read";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { Media } from "@/lib/ports/media";
import type { HostileFile } from "@/lib/sandbox/hostile/hostile-file";
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

/** Delivers the next hostile file at each new address, and the same one when that address is asked again. */
async function startHost() {
  const waiting = [...HOSTILE_FILES];
  const delivered = new Map<string, HostileFile>();
  /** SHA-256 → id of what was delivered. */
  const idOf = new Map<string, string>();
  const server = createServer(async ({ url = "" }, response) => {
    const file = delivered.get(url) ?? waiting.shift();
    // More tasks than files.
    if (!file) return response.destroy();
    delivered.set(url, file);
    const bytes = await file.make();
    idOf.set(sha256Of(bytes), file.id);
    // Whatever it is, it is said to be a picture.
    response.setHeader("content-type", "image/png");
    return response.end(bytes);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { idOf, origin: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

type Host = Awaited<ReturnType<typeof startHost>>;

/** A studio with real files, whose tasks lie on that host. */
async function studioAt({ origin }: Host) {
  const s = await createTestStudio(database, {
    // Small copies of the same files are another test's matter.
    media: {
      ...media,
      derive: async () => ({
        ...{ files: [], thumbhash: new Uint8Array([1]), looksEmpty: false, look: PLAIN_LOOK },
      }),
    },
    storage: createDiskStorage({ root: path.join(folder, "storage"), spoolLimitBytes: null }),
    downloader: createResultDownloader({ userAgent: "Maquette/test", privateOrigins: [origin] }),
  });
  s.gateway.answerLookups((taskId) => ({
    found: true,
    taskId,
    state: {
      status: "completed",
      resultUrls: [`${origin}/${taskId}`],
      expiresAt: new Date("2027-03-02T09:00:00Z"),
    },
  }));
  return s;
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

test("I2, I6: all hostile files come as results over HTTP, and their bytes are kept: as a picture, or in quarantine under a failure", async () => {
  const host = await startHost();
  const s = await studioAt(host);
  const pressed: string[] = [];
  for (let left = HOSTILE_FILES.length; left > 0; left -= VARIANT_COUNT_MAX) {
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
      return [host.idOf.get(sha256), status, failureCode, failureDetail];
    });
  const expected = HOSTILE_FILES.map(({ id, asResult }) =>
    asResult === "accepted"
      ? [id, "succeeded", null, null]
      : [id, "failed", "result_unreadable", asResult],
  );
  expect(outcomes.sort()).toEqual(expected.sort());
  expect(quarantine.size + (await stored("blobs")).length).toBe(HOSTILE_FILES.length);
  expect(await stored("spool")).toEqual([]);
  // Nobody was asked to pay again.
  expect(s.gateway.ledger).toHaveLength(HOSTILE_FILES.length);
  host.stop();
}, 300_000);
