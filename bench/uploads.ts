import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { type Call, sendAll } from "@/bench/load";
import { startPeer } from "@/bench/peer";
import { CACHE } from "@/bench/photo";
import { cpuMs, memoryBytes, resetPeak } from "@/bench/process-usage";
import { interleave, median, report, round } from "@/bench/report";
import { type BenchStudio, sharedStudio } from "@/bench/studio";
import { makeHeavyJpeg } from "@/lib/media/test-images";

const FILES = 14;
const FILE_MB = 10;
const CONNECTIONS = 3;
const REPETITIONS = 5;
const GROWTH_MB_MAX = 64;

/**
 * The receive path alone: bytes that are no picture run through the whole route, to the disk, and are
 * refused after a look at their head, so that no decoder is measured. The peer has the same duties.
 * Beside it, honestly named: the peer without duties, and whole uploads of pictures.
 */
export async function uploadVsNode() {
  const studio = await sharedStudio();
  const peer = await startPeer(await mkdtemp(path.join(studio.dataDir, "peer-")));
  try {
    const bodies = Array.from({ length: FILES }, () => randomBytes(FILE_MB * 1_000_000));
    const toPeer = (url: string) =>
      bodies.map((body): Call => ({ url: `${peer.url}${url}`, method: "PUT", body }));
    // The first file starts the decode process.
    await rateOf(studio.serverPid, toStudio(studio, bodies.slice(0, 1)), 415);
    resetPeak(studio.serverPid);
    const before = memoryBytes(studio.serverPid).now;
    const pipe: Rate[] = [];
    const { ours, theirs } = await interleave(
      REPETITIONS,
      () => rateOf(studio.serverPid, toStudio(studio, bodies), 415),
      async () => {
        pipe.push(await rateOf(peer.pid, toPeer("/pipe")));
        return rateOf(peer.pid, toPeer("/upload"));
      },
    );
    const whole = await rateOf(studio.serverPid, toStudio(studio, await pictures()), 201);
    const growthMb = (memoryBytes(studio.serverPid).peak - before) / 1_000_000;
    return report({
      name: "upload-vs-node",
      unit: "MB/s received",
      figures: ours.map(speed),
      againsts: theirs.map(speed),
      goal: ">=0.85",
      extra: {
        growthMb: round(growthMb),
        growthMbMax: GROWTH_MB_MAX,
        cpuRatio: round(median(ours.map(cpu)) / median(theirs.map(cpu))),
        ratioToBarePipe: round(median(ours.map(speed)) / median(pipe.map(speed))),
        wholeUploadsOfPicturesMbPerSecond: round(whole.mbPerSecond),
      },
      also: growthMb <= GROWTH_MB_MAX,
    });
  } finally {
    peer.stop();
  }
}

const toStudio = (studio: BenchStudio, bodies: readonly Buffer[]): Call[] =>
  bodies.map((body) => ({
    url: `${studio.url}/api/uploads/${studio.ports.clock.newId()}`,
    method: "PUT",
    headers: studio.headers,
    body,
  }));

type Rate = { mbPerSecond: number; cpuMs: number };
const speed = ({ mbPerSecond }: Rate) => mbPerSecond;
const cpu = (rate: Rate) => rate.cpuMs;

/** MB of 1,000,000 bytes over all files; the CPU is the server's. */
async function rateOf(pid: number, calls: Call[], expected?: number): Promise<Rate> {
  const before = cpuMs(pid);
  const sizeBytes = calls.reduce((sum, { body }) => sum + (body?.length ?? 0), 0);
  const { elapsedMs } = await sendAll(calls, CONNECTIONS, expected);
  return { mbPerSecond: sizeBytes / 1_000 / elapsedMs, cpuMs: cpuMs(pid) - before };
}

/** Different JPEGs of about 10 MB. */
async function pictures(): Promise<Buffer[]> {
  const folder = await mkdtemp(path.join(CACHE, "jpeg-"));
  const bodies: Buffer[] = [];
  for (let index = 0; index < FILES; index += 1) {
    // The size decides the noise, so each is another picture.
    const file = await makeHeavyJpeg(folder, FILE_MB - index / 100);
    bodies.push(await readFile(file));
  }
  await rm(folder, { recursive: true });
  return bodies;
}
