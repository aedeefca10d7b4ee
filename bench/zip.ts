import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { copyFile, mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { libraryStudio } from "@/bench/library-studio";
import { memoryBytes, resetPeak } from "@/bench/process-usage";
import { interleave, report, round } from "@/bench/report";
import type { BenchStudio } from "@/bench/studio";
import { listIds } from "@/lib/library/service/search";
import { blobKey } from "@/lib/ports/object-storage";

const PICTURES = 100_000;
const ORIGINALS = 500;
const ORIGINAL_BYTES = 2_000_000;
const REPETITIONS = 3;
const GROWTH_MB_MAX = 64;

/** 500 originals as one ZIP, received into a file, against copies of the same files by the system. Both end on the disk. */
export async function zipVsCopy() {
  const studio = await libraryStudio(PICTURES);
  const folder = await mkdtemp(path.join(studio.dataDir, "zip-"));
  try {
    const { ids, files } = await storeOriginals(studio);
    const zip = () => rateOf(() => receiveZip(studio, ids, path.join(folder, "pictures.zip")));
    const copy = () => rateOf(() => copyAll(files, path.join(folder, "copies")));
    await zip();
    await copy();
    resetPeak(studio.serverPid);
    const before = memoryBytes(studio.serverPid).now;
    const rates = await interleave(REPETITIONS, zip, copy);
    const growthMb = (memoryBytes(studio.serverPid).peak - before) / 1_000_000;
    return report({
      name: "zip-vs-copy",
      unit: "MB/s",
      figures: rates.ours,
      againsts: rates.theirs,
      goal: ">=0.8",
      extra: { originals: ORIGINALS, growthMb: round(growthMb), growthMbMax: GROWTH_MB_MAX },
      also: growthMb <= GROWTH_MB_MAX,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** MB of 1,000,000 bytes of pictures. */
async function rateOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (ORIGINALS * ORIGINAL_BYTES) / 1_000 / (performance.now() - startedAt);
}

/** The newest pictures of the library get bytes of their own, as many as an original has. */
async function storeOriginals({ ports, actor, databaseUrl }: BenchStudio) {
  const ids = await listIds(ports, actor, {
    ...{ text: "", isStacked: false, from: "2000-01-01", to: "2100-01-01", offset: 0 },
    ...{ asOf: new Date(), limit: ORIGINALS },
  });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const files: string[] = [];
  for (const id of ids) {
    const bytes = randomBytes(ORIGINAL_BYTES);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const spooled = await ports.storage.newSpoolPath();
    await writeFile(spooled, bytes);
    await ports.storage.putFile(blobKey(sha256), spooled);
    files.push(await ports.storage.localPath(blobKey(sha256)));
    await client.query(
      "update image set sha256 = $2, storage_key = $3, size_bytes = $4 where id = $1",
      [id, sha256, blobKey(sha256), bytes.length],
    );
  }
  await client.end();
  return { ids, files };
}

async function receiveZip({ url, headers }: BenchStudio, imageIds: string[], target: string) {
  const order = {
    form: { kind: "original" },
    names: { pattern: "{code}", letters: "any" },
    provenance: null,
    language: "en",
  };
  const begun = await fetch(`${url}/api/takeouts`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ pictures: { by: "ids", imageIds }, order }),
  });
  const { takeoutId } = (await begun.json()) as { takeoutId: string };
  const outgoing = get(`${url}/api/takeouts/${takeoutId}`, { headers });
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`The ZIP was answered ${answer.statusCode}`);
  await pipeline(answer, createWriteStream(target, { flush: true, highWaterMark: 1024 * 1024 }));
  await rm(target);
}

async function copyAll(files: readonly string[], folder: string) {
  await mkdir(folder);
  for (const file of files) await copyFile(file, path.join(folder, path.basename(file)));
  for (const file of files) {
    const copy = await open(path.join(folder, path.basename(file)), "r+");
    await copy.sync();
    await copy.close();
  }
  await rm(folder, { recursive: true });
}
