import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { makePhoto } from "@/bench/photo";
import type { PictureRequest } from "@/bench/picture-process";
import { childOf, cpuMs, memoryBytes } from "@/bench/process-usage";
import { interleave, report, round } from "@/bench/report";
import { createMediaProcess } from "@/lib/adapters/media/media-process";

const REPETITIONS = 5;
const PEAK_MB_MAX = 130;
const MEDIA_ENTRY = path.resolve("dist/media.mjs");
const NEXT_WIDTHS = [320, 640, 1280, 2048];

type Cost = { cpuMs: number; peakMb: number };

/** The product's decode process makes its three sizes and the thumbhash; the floor decodes and stops there. */
export async function ingestVsDecode() {
  const source = await makePhoto();
  const { ours, theirs } = await interleave(
    REPETITIONS,
    () => costOfIngest(source),
    () => costOf({ verb: "decode", source, widths: [] }),
  );
  const peakMb = Math.max(...ours.map((cost) => cost.peakMb));
  return report({
    name: "ingest-vs-decode",
    unit: "CPU ms",
    figures: ours.map((cost) => cost.cpuMs),
    againsts: theirs.map((cost) => cost.cpuMs),
    goal: "<=2.0" as `<=${number}`,
    extra: { peakMb: round(peakMb), peakMbMax: PEAK_MB_MAX },
    also: peakMb <= PEAK_MB_MAX,
  });
}

/** Next's optimizer and our cascade make the same four widths of the same file. */
export async function ingestVsNextImage() {
  const source = await makePhoto();
  const { ours, theirs } = await interleave(
    REPETITIONS,
    () => costOf({ verb: "derive", source, widths: NEXT_WIDTHS }),
    () => costOf({ verb: "next-image", source, widths: NEXT_WIDTHS }),
  );
  // Next is the figure: the goal says how many times more it needs.
  return report({
    name: "ingest-vs-next-image",
    unit: "CPU ms",
    figures: theirs.map((cost) => cost.cpuMs),
    againsts: ours.map((cost) => cost.cpuMs),
    goal: ">=3",
    extra: {
      peakMb: round(Math.max(...ours.map((cost) => cost.peakMb))),
      peakMbNext: round(Math.max(...theirs.map((cost) => cost.peakMb))),
    },
  });
}

async function costOfIngest(source: string): Promise<Cost> {
  const media = createMediaProcess({ entry: MEDIA_ENTRY, processesMax: 1 });
  const directory = await mkdtemp(path.join(tmpdir(), "maquette-bench-"));
  try {
    // Starts the process and says no: what follows is the picture's cost alone.
    await media.inspect(process.execPath, { pixelsMax: 1, sidePxMin: 1, sidePxMax: 1 });
    const pid = childOf(process.pid, MEDIA_ENTRY);
    const before = cpuMs(pid);
    await media.derive(source, directory);
    return { cpuMs: cpuMs(pid) - before, peakMb: memoryBytes(pid).peak / 1_000_000 };
  } finally {
    await media.close();
    await rm(directory, { recursive: true });
  }
}

/** In a process of its own with the environment of the product's decode process. */
async function costOf(request: PictureRequest): Promise<Cost> {
  const child = fork(path.resolve("dist/bench/picture-process.mjs"), {
    env: { NODE_ENV: "production", MALLOC_ARENA_MAX: "2", VIPS_WARNING: "1" },
  });
  try {
    await reply(child);
    const pid = child.pid ?? 0;
    const before = cpuMs(pid);
    child.send(request);
    await reply(child);
    return { cpuMs: cpuMs(pid) - before, peakMb: memoryBytes(pid).peak / 1_000_000 };
  } finally {
    child.kill();
  }
}

async function reply(child: ReturnType<typeof fork>): Promise<void> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The picture process ended with ${code}`);
  });
  ended.catch(() => undefined);
  await Promise.race([once(child, "message"), ended]);
}
