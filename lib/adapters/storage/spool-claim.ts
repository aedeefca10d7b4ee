import { constants, copyFile, link, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { z } from "zod";
import { syncFile } from "@/lib/adapters/storage/local-file";
import { translated } from "@/lib/adapters/storage/storage-failure";
import type { SpoolClaim } from "@/lib/ports/object-storage";

/** Longer than fetching and storing one file may take: a holder that we cannot look for is then dead. */
const STRANGER_HOLD_MS = 15 * 60_000;

const holderSchema = z.object({
  host: z.string(),
  pid: z.int().positive(),
  /** Tells a process from a later one with its number; null where the system does not say. */
  startedAt: z.string().nullable(),
});
type Holder = z.infer<typeof holderSchema>;

/** Null while somebody else holds `file`. `newPath` gives a path on the same file system. */
export async function claimFile(
  file: string,
  newPath: () => Promise<string>,
): Promise<SpoolClaim | null> {
  const lock = `${file}.lock`;
  const isOurs =
    (await take(lock, newPath)) ||
    ((await breakStale(lock, newPath)) && (await take(lock, newPath)));
  if (!isOurs) return null;
  const twins: string[] = [];
  return {
    path: file,
    twin: () =>
      translated(async () => {
        const twin = await newPath();
        twins.push(twin);
        await linkOrCopy(file, twin);
        await syncFile(twin);
        return twin;
      }),
    discard: () =>
      translated(async () => {
        await rm(`${file}.json`, { force: true });
        await rm(file, { force: true });
      }),
    release: () =>
      translated(async () => {
        // One that could not be put away: the next try makes its own, and the spool counts each.
        for (const twin of twins) await rm(twin, { force: true });
        await rm(lock, { force: true });
      }),
  };
}

/** The lock appears with its holder in it: one that a crash left half written would tell of nobody. */
async function take(lock: string, newPath: () => Promise<string>): Promise<boolean> {
  const startedAt = (await factsOf(process.pid))?.startedAt ?? null;
  const holder: Holder = { host: hostname(), pid: process.pid, startedAt };
  const mine = await newPath();
  try {
    await writeFile(mine, JSON.stringify(holder));
    return await unlessTaken(linkOrCopy(mine, lock));
  } finally {
    await rm(mine, { force: true });
  }
}

async function linkOrCopy(source: string, target: string): Promise<void> {
  try {
    await link(source, target);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOENT") throw cause;
    // A file system without hard links.
    await copyFile(source, target, constants.COPYFILE_EXCL);
  }
}

async function unlessTaken(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw cause;
  }
}

/** Takes a dead holder's lock away. Only one of those who see it at once succeeds: a file moves once. */
async function breakStale(lock: string, newPath: () => Promise<string>): Promise<boolean> {
  const seen = await readFile(lock, "utf8").catch(() => null);
  if (seen === null) return true;
  if (await isAlive(seen, lock)) return false;
  const aside = await newPath();
  try {
    await rename(lock, aside);
    if ((await readFile(aside, "utf8")) === seen) return true;
    // Between the look and the move somebody new came to hold it.
    await unlessTaken(copyFile(aside, lock, constants.COPYFILE_EXCL));
    return false;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return true;
    throw cause;
  } finally {
    await rm(aside, { force: true });
  }
}

async function isAlive(text: string, lock: string): Promise<boolean> {
  const holder = parseHolder(text);
  if (holder?.host === hostname()) {
    const facts = await factsOf(holder.pid);
    // One that only waits to be reaped holds nothing.
    if (facts?.state === "Z") return false;
    return isRunning(holder.pid) && (facts?.startedAt ?? null) === holder.startedAt;
  }
  const facts = await stat(lock).catch(() => null);
  return facts !== null && Date.now() - facts.mtimeMs < STRANGER_HOLD_MS;
}

/** Null of a lock that is just being written. */
function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * State letter and clock ticks between boot and start: the first and the 20th field after the name, which
 * may hold anything in brackets (proc(5)). Null where the system does not say.
 */
async function factsOf(pid: number) {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] ?? null, startedAt: fields[19] ?? null };
}
