import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tryLock } from "./lock.mjs";

let folder;
let file;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "maquette-lock-"));
  file = path.join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function deadPid() {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await new Promise((resolve) => child.once("exit", resolve));
  return child.pid;
}

test("a lock is free again after its release", () => {
  const first = tryLock(file);
  expect(first).toMatchObject({ holder: null, tookOver: false });
  expect(tryLock(file).holder).toMatchObject({ pid: process.pid, host: hostname() });
  first.release();
  expect(tryLock(file)).toMatchObject({ holder: null, tookOver: false });
});

test("the lock of a process that is gone is taken over", async () => {
  writeFileSync(file, JSON.stringify({ pid: await deadPid(), host: hostname() }));
  expect(tryLock(file)).toMatchObject({ holder: null, tookOver: true });
});

test("a process that was given the id of a dead holder does not keep its lock", () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, startTicks: 1, host: hostname() }));
  expect(tryLock(file)).toMatchObject({ holder: null, tookOver: true });
});

test("a lock of another machine stands, for nothing is known about its processes", async () => {
  writeFileSync(file, JSON.stringify({ pid: await deadPid(), host: "elsewhere" }));
  expect(tryLock(file).holder).toMatchObject({ host: "elsewhere" });
});

test("a lock that a full disk cut short is taken over", () => {
  writeFileSync(file, '{"pid":');
  expect(tryLock(file)).toMatchObject({ holder: null, tookOver: true });
});

test("a release leaves a lock alone that has another holder by now", () => {
  const { release } = tryLock(file);
  writeFileSync(file, "another");
  release();
  expect(readFileSync(file, "utf8")).toBe("another");
});
