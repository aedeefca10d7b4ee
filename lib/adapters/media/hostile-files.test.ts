import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { RESULT_LIMITS } from "@/lib/generation/service/fetch-result";
import type { Media, MediaLimits } from "@/lib/ports/media";
import { REFERENCE_LIMITS } from "@/lib/reference-image/policy";
import {
  REFERENCE_SIZE_BYTES_MAX,
  UPLOAD_SIZE_BYTES_MAX,
} from "@/lib/reference-image/schema/facts";
import { HOSTILE_FILES } from "@/lib/sandbox/hostile-files";

const ACCEPTED = HOSTILE_FILES.filter(({ asResult }) => asResult === "accepted");
const SECRETS = HOSTILE_FILES.flatMap(({ id, secret }) => (secret ? [{ id, secret }] : []));

let directory: string;
let media: Media;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "maquette-hostile-"));
  media = createMediaProcess({
    entry: await bundleDecodeProcess(directory),
    processesMax: 1,
    // Other tests want the processor too.
    timeoutMs: 60_000,
  });
  for (const { name, make } of HOSTILE_FILES) {
    await writeFile(path.join(directory, name), await make());
  }
}, 120_000);
afterAll(async () => {
  await media.close();
  await rm(directory, { recursive: true, force: true });
});

const fileOf = (id: string) => {
  const file = HOSTILE_FILES.find((each) => each.id === id);
  return path.join(directory, file?.name ?? "absent");
};

async function verdictsWithin(limits: MediaLimits) {
  const verdicts: string[][] = [];
  for (const { id, name } of HOSTILE_FILES) {
    const found = await media.inspect(path.join(directory, name), limits);
    verdicts.push([id, found.ok ? "accepted" : found.refusal.code]);
  }
  return verdicts;
}

/** Bytes that this process's threads have read, whatever for; null where the system does not count them. */
async function bytesRead(): Promise<number | null> {
  if (process.platform !== "linux") return null;
  let sum = 0;
  // Not the sum of the process: that takes in the children that died.
  for (const thread of await readdir("/proc/self/task")) {
    const io = await readFile(`/proc/self/task/${thread}/io`, "utf8");
    sum += Number(/^rchar: (\d+)$/m.exec(io)?.[1]);
  }
  return sum;
}

test("there are at least sixty, each with its own name and small enough to be sent", async () => {
  expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(60);
  expect(new Set(HOSTILE_FILES.map(({ id }) => id)).size).toBe(HOSTILE_FILES.length);
  for (const { name } of HOSTILE_FILES) {
    expect((await stat(path.join(directory, name))).size).toBeLessThanOrEqual(
      UPLOAD_SIZE_BYTES_MAX,
    );
  }
});

test("I6: as a reference image each is taken, or refused for its own reason", async () => {
  expect(await verdictsWithin(REFERENCE_LIMITS)).toEqual(
    HOSTILE_FILES.map(({ id, asUpload }) => [id, asUpload]),
  );
}, 240_000);

test("I6: as a result each is taken, or refused for its own reason, and only the decode process reads it", async () => {
  const before = await bytesRead();
  const verdicts = await verdictsWithin(RESULT_LIMITS);
  const after = await bytesRead();
  expect(verdicts).toEqual(HOSTILE_FILES.map(({ id, asResult }) => [id, asResult]));
  // The files have 80 MB; what comes back over the pipe is words.
  if (before !== null) expect(Number(after) - before).toBeLessThan(2_000_000);
}, 240_000);

test("every file that is taken can be shown", async () => {
  for (const { id } of ACCEPTED) {
    const { files } = await media.derive(
      fileOf(id),
      await mkdtemp(path.join(directory, "derived-")),
    );
    expect([id, files.map(({ width }) => width)]).toEqual([id, [1600, 640, 320]]);
  }
}, 240_000);

test.each(SECRETS)("B13, B18: $id keeps its extra to itself: no copy has it", async (row) => {
  const source = fileOf(row.id);
  expect((await readFile(source)).includes(row.secret)).toBe(true);

  const target = await mkdtemp(path.join(directory, "copies-"));
  const { files } = await media.derive(source, target);
  const clean = path.join(target, "clean");
  await media.cleanCopy(source, clean, REFERENCE_SIZE_BYTES_MAX);
  for (const copy of [clean, ...files.map((file) => file.path)]) {
    expect((await readFile(copy)).includes(row.secret)).toBe(false);
  }
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])("B12: orientation %d is shown right side up", async (turn) => {
  const source = fileOf(`jpeg-orientation-${turn}`);
  const target = await mkdtemp(path.join(directory, "upright-"));
  const clean = path.join(target, "clean");
  await media.cleanCopy(source, clean, REFERENCE_SIZE_BYTES_MAX);
  const { files } = await media.derive(source, target);

  for (const copy of [clean, files[0]?.path ?? ""]) {
    const { data, info } = await sharp(copy).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([48, 32]);
    const redness = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? 0;
    const corners = [redness(6, 4), redness(42, 4), redness(6, 28), redness(42, 28)];
    expect(corners.map((red) => red > 128)).toEqual([true, false, false, false]);
  }
});
