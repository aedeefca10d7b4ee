import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { isAlive, processFacts, waitUntil } from "./process-facts.mjs";

/**
 * Takes a lock file that names its holder by process id, start time and host name. A living holder keeps it.
 * @returns {{ holder: object } | { holder: null, tookOver: boolean, release: () => void }}
 */
export function tryLock(file) {
  const own = JSON.stringify({
    pid: process.pid,
    startTicks: processFacts(process.pid)?.startTicks,
    startedAt: new Date().toISOString(),
    host: hostname(),
  });
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, own, { mode: 0o600 });
    return publish({ draft, file, own });
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Waits for the lock, runs `work`, and gives the lock back. */
export async function withLock(file, work) {
  let lock;
  await waitUntil(() => {
    lock = tryLock(file);
    return lock.holder === null;
  }, Number.POSITIVE_INFINITY);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function publish({ draft, file, own }) {
  const release = () => {
    if (read(file) === own) rmSync(file, { force: true });
  };
  let tookOver = false;
  for (;;) {
    try {
      // A hard link either appears with its whole content or fails because somebody was first.
      linkSync(draft, file);
      return { holder: null, tookOver, release };
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const found = read(file);
    const holder = parse(found);
    if (holder && isHeld(holder)) return { holder };
    tookOver ||= found !== null;
    discard({ file, found, draft });
  }
}

/** Removes the lock of a dead holder, unless another start has replaced it in the meantime. */
function discard({ file, found, draft }) {
  const aside = `${draft}.stale`;
  try {
    renameSync(file, aside);
    if (read(aside) !== found) linkSync(aside, file);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  }
  rmSync(aside, { force: true });
}

function isHeld({ pid, startTicks, host }) {
  // Nothing can be known about a process of another machine, so its lock stands.
  if (host !== hostname()) return true;
  if (!isAlive(pid)) return false;
  const facts = processFacts(pid);
  return !facts || !startTicks || facts.startTicks === startTicks;
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function parse(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
