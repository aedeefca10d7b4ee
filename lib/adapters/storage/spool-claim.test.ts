import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";

const NAME = "01JD.part";
const HOUR_SECONDS = 3_600;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "maquette-claim-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const claim = () => createDiskStorage({ root, spoolLimitBytes: null }).claimSpool(NAME);
const lock = () => path.join(root, "spool", `${NAME}.lock`);

/** A lock as this process writes it, with something changed. */
async function leaveLock(change: object) {
  await claim();
  await writeFile(
    lock(),
    JSON.stringify({ ...JSON.parse(await readFile(lock(), "utf8")), ...change }),
  );
}

async function deadPid() {
  const child = spawn(process.execPath, ["--version"]);
  await once(child, "exit");
  return child.pid;
}

test("a file that a dead process held is free, for one of those who want it", async () => {
  await leaveLock({ pid: await deadPid() });
  const claims = await Promise.all(Array.from({ length: 8 }, claim));
  expect(claims.filter((each) => each !== null)).toHaveLength(1);
});

test("a process that has got the number of the dead one does not hold its files", async () => {
  await leaveLock({ startedAt: "1" });
  expect(await claim()).not.toBeNull();
});

test("a process that was killed and waits to be reaped holds nothing", async () => {
  // The shell becomes a program that never asks how its child ended.
  const parent = spawn("sh", ["-c", "sleep 0.2 & echo $!; exec sleep 60"]);
  const [line] = await once(parent.stdout, "data");
  const pid = Number(String(line));
  const facts = async () => (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1] ?? "";
  await vi.waitFor(async () => expect(await facts()).toMatch(/^Z/), 10_000);
  const startedAt = (await facts()).split(" ")[19];
  await leaveLock({ pid, startedAt });
  expect(await claim()).not.toBeNull();
  parent.kill("SIGKILL");
});

test("nothing but the lock is left of taking it", async () => {
  await claim();
  expect(await readdir(path.join(root, "spool"))).toEqual([`${NAME}.lock`]);
});

test("a twin that nobody could put away goes with the release, and the file itself stays", async () => {
  const held = await claim();
  if (!held) throw new Error("Somebody holds it");
  await writeFile(held.path, "paid for");
  await held.twin();
  await held.twin();
  await held.release();
  expect(await readdir(path.join(root, "spool"))).toEqual([NAME]);
});

test("whoever holds a file on another host is believed for a quarter of an hour", async () => {
  await leaveLock({ host: "elsewhere", pid: await deadPid() });
  expect(await claim()).toBeNull();
  const anHourAgo = Date.now() / 1_000 - HOUR_SECONDS;
  await utimes(lock(), anHourAgo, anHourAgo);
  expect(await claim()).not.toBeNull();
});

test("a lock that is half written is held", async () => {
  await claim();
  await writeFile(lock(), '{"host"');
  expect(await claim()).toBeNull();
});
