import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { tryLock } from "./lock.mjs";
import { Refusal } from "./refusal.mjs";

/** What a start needs at the very least. PostgreSQL says by itself when there is no room for more. */
const PROBE_BYTES = 1024 * 1024;
const ORPHAN_GRACE_MS = 5_000;

const REASONS = {
  ENOENT: "no folder can be made there",
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "it is on a read-only file system",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "a file of that name is in the way",
};

/**
 * Makes the data folder and takes its lock.
 * @returns {{ tookOver: boolean, release: () => void }} tookOver: the last supervisor was killed
 * @throws {Refusal} when it cannot be written, or another supervisor has it
 */
export function claimDataFolder(dataDir) {
  const lock = writing(dataDir, () => {
    makeFolder(dataDir);
    probe(path.join(dataDir, `.probe-${process.pid}`));
    makeFolder(path.join(dataDir, "log"));
    return tryLock(path.join(dataDir, "supervisor.lock"));
  });
  if (lock.holder === null) return lock;
  const { pid, host, startedAt } = lock.holder;
  throw new Refusal(
    `Maquette already runs on ${dataDir}: process ${pid} on ${host}, since ${startedAt}. Stop it, or start with another DATA_DIR.`,
  );
}

function writing(dataDir, work) {
  try {
    return work();
  } catch (error) {
    if (!error.code) throw error;
    const reason = REASONS[error.code] ?? error.message;
    throw new Refusal(`The data folder ${dataDir} cannot be written: ${reason}. Set DATA_DIR.`);
  }
}

/** Not `recursive`: that never ends where the parent refuses with ENOENT, as /proc does. */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function probe(file) {
  try {
    writeFileSync(file, Buffer.alloc(PROBE_BYTES), { mode: 0o600, flush: true });
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * @param {{ host: string, port: number }} address
 * @param {{ mayBeOrphan: boolean }} options the web process of a killed supervisor is given time to leave
 * @throws {Refusal} when somebody else listens there
 */
export async function checkPort({ host, port }, { mayBeOrphan }) {
  const end = Date.now() + (mayBeOrphan ? ORPHAN_GRACE_MS : 0);
  for (;;) {
    const code = await listenError({ host, port });
    if (code === null) return;
    if (code !== "EADDRINUSE")
      throw new Refusal(
        `Port ${port} on ${host} cannot be used (${code}): set PORT or MAQUETTE_HOST.`,
      );
    if (Date.now() >= end)
      throw new Refusal(
        `Port ${port} is in use by another program. Try: PORT=${port + 1} npm start`,
      );
    await sleep(100);
  }
}

/** Code of the error that listening there would end in, or null. */
export function listenError({ host, port }) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error) => resolve(error.code));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}
