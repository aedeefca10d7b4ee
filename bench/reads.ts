import { copyFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { finished } from "@/bench/finished";
import { type Call, repeatGet, sendAll } from "@/bench/load";
import { startPeer } from "@/bench/peer";
import { makePhoto } from "@/bench/photo";
import { cpuMs } from "@/bench/process-usage";
import { interleave, median, report, round } from "@/bench/report";
import { type BenchStudio, pressOf, sharedStudio } from "@/bench/studio";
import { blobKey } from "@/lib/ports/object-storage";

const REPETITIONS = 5;

const GENERATIONS = 5;
const VARIANTS_EACH = 8;
const STATUS_CALLS = 4_000;
const STATUS_CONNECTIONS = 16;

/** The status route of 40 finished variants, session check included, against `JSON.stringify` of its answer. */
export async function statusVsNode() {
  const studio = await sharedStudio();
  const presses = Array.from({ length: GENERATIONS }, () => pressOf(studio, VARIANTS_EACH));
  const { url, status } = await finished(studio, presses);
  const json = path.join(studio.dataDir, "status.json");
  await writeFile(json, JSON.stringify(status));
  const peer = await startPeer(studio.dataDir, { json });
  const ours = { pid: studio.serverPid, call: { url, headers: studio.headers } };
  const theirs = { pid: peer.pid, call: { url: `${peer.url}/json` } };
  // Code that has not been compiled yet costs several times as much.
  await cpuPerCall(ours);
  await cpuPerCall(theirs);
  const cost = await interleave(
    REPETITIONS,
    () => cpuPerCall(ours),
    () => cpuPerCall(theirs),
  );
  peer.stop();
  return report({
    name: "status-vs-node",
    unit: "CPU us a request",
    figures: cost.ours,
    againsts: cost.theirs,
    goal: "<=1.5",
  });
}

async function cpuPerCall({ pid, call }: { pid: number; call: Call }): Promise<number> {
  const before = cpuMs(pid);
  await repeatGet(call, STATUS_CALLS, STATUS_CONNECTIONS);
  return ((cpuMs(pid) - before) * 1_000) / STATUS_CALLS;
}

const ORIGINALS = 40;
const ORIGINAL_CONNECTIONS = 4;

/** A picture of 24 MB through the picture route, session and team checked, against a pipe from the file. */
export async function originalVsNode() {
  const studio = await sharedStudio();
  const photo = await makePhoto();
  const url = await storeOriginal(studio, photo);
  const peer = await startPeer(studio.dataDir, { file: photo });
  const ours = { pid: studio.serverPid, call: { url, headers: studio.headers } };
  const theirs = { pid: peer.pid, call: { url: `${peer.url}/file` } };
  const rates = await interleave(
    REPETITIONS,
    () => rateOf(ours),
    () => rateOf(theirs),
  );
  peer.stop();
  const cpu = (side: Rate[]) => median(side.map(({ cpuMsEach }) => cpuMsEach));
  return report({
    name: "original-vs-node",
    unit: "MB/s",
    figures: rates.ours.map(({ mbPerSecond }) => mbPerSecond),
    againsts: rates.theirs.map(({ mbPerSecond }) => mbPerSecond),
    goal: ">=0.9",
    extra: { cpuRatio: round(cpu(rates.ours) / cpu(rates.theirs)) },
  });
}

/** A finished variant whose stored bytes are replaced: the gateway's stand-in paints smaller ones. */
async function storeOriginal(studio: BenchStudio, photo: string): Promise<string> {
  const { status } = await finished(studio, [pressOf(studio, 1)]);
  const image = status.generations[0]?.variants[0]?.image;
  if (!image) throw new Error("The variant has no picture");
  const stored = await studio.ports.storage.localPath(blobKey(image.sha256));
  await copyFile(photo, stored);
  return `${studio.url}/api/images/${image.id}`;
}

type Rate = { mbPerSecond: number; cpuMsEach: number };

async function rateOf({ pid, call }: { pid: number; call: Call }): Promise<Rate> {
  const before = cpuMs(pid);
  const calls = Array<Call>(ORIGINALS).fill(call);
  const { elapsedMs, receivedBytes } = await sendAll(calls, ORIGINAL_CONNECTIONS);
  return {
    mbPerSecond: receivedBytes / 1_000 / elapsedMs,
    cpuMsEach: (cpuMs(pid) - before) / ORIGINALS,
  };
}
