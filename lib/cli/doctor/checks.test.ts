import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkBackup } from "@/lib/cli/doctor/backup";
import {
  checkFileSystem,
  checkFreeDisk,
  checkMode,
  checkSingleInstance,
} from "@/lib/cli/doctor/data-folder";
import {
  checkDurability,
  checkHeartbeat,
  checkMigrations,
  checkServerVersion,
} from "@/lib/cli/doctor/database";
import { checkClock, clockOffsetMs } from "@/lib/cli/doctor/gateway";
import { checkNode, checkPackages } from "@/lib/cli/doctor/versions";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-checks-"));
});
afterEach(() => rm(folder, { recursive: true }));

const NOW = new Date("2026-03-01T09:00:00Z");
const good = { fsync: "on", synchronous_commit: "on", full_page_writes: "on" };

test.each([
  ["22.19.0", "fail"],
  ["24.6.1", "fail"],
  ["24.7.0", "ok"],
  ["25.0.0", "ok"],
])("Node %s: %s", (version, state) => {
  expect(checkNode(version).state).toBe(state);
});

test("a package below its floor is named with its cure", async () => {
  const packages = { "node_modules/next": { version: "16.0.0" } };
  await writeFile(path.join(folder, "package-lock.json"), JSON.stringify({ packages }));
  expect(await checkPackages(folder)).toMatchObject({
    state: "fail",
    sentence: expect.stringContaining("next 16.0.0 (at least 16.4.3): update"),
  });
});

describe("a backup", () => {
  const HOUR_MS = 3_600_000;
  const fact = (hours: number, value: Record<string, string>) => ({
    ...{ name: "-", value, measuredAt: new Date(NOW.getTime() - hours * HOUR_MS) },
  });
  const made = (hours: number) => fact(hours, { name: "2026-02-28" });
  const cured = (hours: number) => ({ ...fact(hours, {}), value: { code: null, message: "" } });
  const failed = (hours: number) => fact(hours, { code: "no_room", message: "ENOSPC" });

  test.each([
    {
      made: null,
      failed: null,
      state: "warn",
      sentence: /^There is none yet: run maquette backup/,
    },
    {
      made: made(0.5),
      failed: null,
      state: "ok",
      sentence: /2026-02-28, is less than an hour old/,
    },
    { made: made(36), failed: null, state: "ok", sentence: /36 hours old/ },
    { made: made(37), failed: null, state: "warn", sentence: /37 hours old: run maquette backup/ },
    { made: made(72), failed: null, state: "warn", sentence: /3 days old/ },
    { made: made(1), failed: cured(1), state: "ok", sentence: /1 hour old/ },
    {
      made: made(30),
      failed: failed(1),
      state: "fail",
      sentence: /1 hour ago.*ENOSPC.*30 hours old/,
    },
    { made: null, failed: failed(1), state: "fail", sentence: /there is no good one/ },
  ])("with $sentence: $state", ({ state, sentence, ...facts }) => {
    const check = checkBackup(facts, NOW);
    expect(check.state).toBe(state);
    expect(check.sentence).toMatch(sentence);
  });
});

describe("the data folder", () => {
  test.each([
    [0o700, "ok"],
    // Passing through is not reading: the embedded database of a root shell needs it.
    [0o711, "ok"],
    [0o750, "fail"],
    [0o702, "fail"],
  ])("with mode %o: %s", async (mode, state) => {
    await chmod(folder, mode);
    expect((await checkMode(folder)).state).toBe(state);
  });

  test.each([
    ["ext4", 0xef_53, "ok"],
    ["NFS", 0x69_69, "warn"],
    ["CIFS", 0xff_53_4d_42, "warn"],
    ["overlay", 0x79_4c_76_30, "warn"],
  ])("on %s", async (_name, type, state) => {
    expect((await checkFileSystem(folder, async () => type)).state).toBe(state);
  });

  test.each([
    [6, 1_000, "ok"],
    [4, 20, "ok"],
    [4, 100, "fail"],
  ])("with %i of %i GB free", async (free, total, state) => {
    const disk = { bsize: 1024 ** 3, blocks: total, bavail: free };
    expect((await checkFreeDisk(folder, async () => disk)).state).toBe(state);
  });

  test.each([
    ["of a supervisor that was killed", { pid: 2 ** 22 + 1 }, "fail"],
    ["of another machine", { pid: process.pid, host: "another.example" }, "warn"],
  ])("with a lock %s", async (_name, holder, state) => {
    const lock = { host: hostname(), startedAt: NOW.toISOString(), ...holder };
    await writeFile(path.join(folder, "supervisor.lock"), JSON.stringify(lock));
    expect((await checkSingleInstance(folder)).state).toBe(state);
  });
});

describe("the database", () => {
  test.each([
    [150_012, "fail"],
    [160_000, "ok"],
    [180_004, "ok"],
  ])("of version %i", (versionNumber, state) => {
    expect(checkServerVersion({ versionNumber, durability: good, now: NOW }).state).toBe(state);
  });

  test.each(["fsync", "synchronous_commit", "full_page_writes"])("with %s off", (name) => {
    const durability = { ...good, [name]: "off" };
    expect(checkDurability({ versionNumber: 180_004, durability, now: NOW })).toMatchObject({
      state: "fail",
      sentence: expect.stringContaining(`${name}=off`),
    });
  });

  test.each([
    ["all applied", { names: "ab", first: {} }, "All 2 are applied"],
    ["one missing", { names: "a", first: {} }, "b is not applied"],
    ["a newer one", { names: "abc", first: {} }, "newer than this version (c)"],
    ["an edited one", { names: "ab", first: { checksum: "other" } }, "a was edited"],
    ["half a one", { names: "ab", first: { isFinished: false } }, "a was left half applied"],
  ])("with %s among its migrations", async (_name, { names, first }, words) => {
    for (const name of ["a", "b"]) {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, "migration.sql"), `-- ${name}`);
    }
    const applied = [...names].map((name, index) => ({
      name,
      checksum: createHash("sha256").update(`-- ${name}`).digest("hex"),
      isFinished: true,
      ...(index === 0 && first),
    }));
    const { state, sentence } = await checkMigrations(folder, applied);
    expect(sentence).toContain(words);
    expect(state === "ok").toBe(words.startsWith("All"));
  });

  test.each([
    ["never signed", null, "fail"],
    ["has just signed", 3_000, "ok"],
    ["is silent", 11_000, "fail"],
  ])("whose worker %s", (_name, ageMs, state) => {
    const lastAt = ageMs === null ? null : new Date(NOW.getTime() - ageMs);
    expect(checkHeartbeat(lastAt, NOW).state).toBe(state);
  });
});

describe("a clock", () => {
  test.each([
    [1_900, "ok"],
    [-1_900, "ok"],
    [2_100, "fail"],
    [-60_000, "fail"],
  ])("that is %i ms ahead", (offsetMs, state) => {
    expect(checkClock("clock", offsetMs, "Theirs").state).toBe(state);
  });

  test("is read from the middle of the second that the gateway names", () => {
    const asked = new Date("2026-03-01T09:00:00.000Z");
    const answered = new Date("2026-03-01T09:00:01.000Z");
    expect(clockOffsetMs("Sun, 01 Mar 2026 09:00:10 GMT", asked, answered)).toBe(10_000);
    expect(clockOffsetMs("soon", asked, answered)).toBeNull();
  });
});
