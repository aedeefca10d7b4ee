import { randomUUID } from "node:crypto";
import { access, copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Writable } from "node:stream";
import { type ByteRange, type ObjectStorage, StorageError } from "@/lib/ports/object-storage";

const COPY_BYTES = 256 * 1024;
const LEFTOVER_AGE_MS = 24 * 60 * 60 * 1000;
const KEY = /^[a-z0-9]+(\/[a-z0-9][a-z0-9.-]*)+$/;

/** Files under `root`, named as their keys; half-made ones in `root/spool`. */
export function createDiskStorage({ root }: { root: string }): ObjectStorage {
  const spool = path.join(root, "spool");
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new StorageError("unavailable", `not a key: ${key}`);
    return path.join(root, key);
  };
  let swept: Promise<void> | undefined;
  const newSpoolPath = async () => {
    await mkdir(spool, { recursive: true });
    swept ??= sweep(spool);
    await swept;
    return path.join(spool, randomUUID());
  };

  return {
    putFile: (key, source) =>
      translated(async () => {
        const target = pathOf(key);
        if (await exists(target)) return rm(source, { force: true });
        await makeFolder(root, path.dirname(target));
        await syncFile(source);
        await move(source, target, newSpoolPath);
        await syncFolder(path.dirname(target));
      }),
    has: (key) => translated(() => exists(pathOf(key))),
    sizeBytes: (key) => translated(async () => (await stat(pathOf(key))).size),
    send: (key, range, sink) => translated(() => copyRange(pathOf(key), range, sink)),
    localPath: (key) =>
      translated(async () => {
        await access(pathOf(key));
        return pathOf(key);
      }),
    delete: (key) => translated(() => rm(pathOf(key), { force: true })),
    newSpoolPath: () => translated(newSpoolPath),
    async isWritable() {
      try {
        const probe = await newSpoolPath();
        const file = await open(probe, "wx");
        await file.writeFile("writable?").finally(() => file.close());
        await rm(probe);
        return true;
      } catch {
        return false;
      }
    },
  };
}

const CODES: Record<string, StorageError["code"]> = {
  ENOSPC: "full",
  EDQUOT: "full",
  ENOENT: "missing",
};

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    const { code = "", message } = cause as NodeJS.ErrnoException;
    throw new StorageError(CODES[code] ?? "unavailable", message, { cause });
  }
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** What a crash left behind; younger files may belong to a process that runs. */
async function sweep(spool: string): Promise<void> {
  for (const name of await readdir(spool)) {
    const file = path.join(spool, name);
    // Another process may have moved it in the meantime.
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > LEFTOVER_AGE_MS) await rm(file, { force: true });
  }
}

/** A rename, or a copy through the spool when `source` is on another file system. */
async function move(source: string, target: string, newSpoolPath: () => Promise<string>) {
  try {
    await rename(source, target);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EXDEV") throw cause;
    const near = await newSpoolPath();
    try {
      await copyFile(source, near);
      await syncFile(near);
      await rename(near, target);
    } finally {
      await rm(near, { force: true });
    }
    await rm(source, { force: true });
  }
}

/** A new folder lasts only when the one that lists it is on the disk too. */
async function makeFolder(root: string, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (!first) return;
  for (let made = folder; made !== root && made !== path.dirname(made); made = path.dirname(made)) {
    await syncFolder(path.dirname(made));
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync().finally(() => handle.close());
}

/** Windows cannot open a folder and needs no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/**
 * Copies through one buffer that is used again once the kernel has taken it: half the CPU of
 * createReadStream, which Next's patched nextTick slows down in this process.
 */
async function copyRange(source: string, range: ByteRange, sink: Writable): Promise<void> {
  const file = await open(source);
  const buffer = Buffer.allocUnsafeSlow(COPY_BYTES);
  try {
    let position = range.start;
    while (position <= range.end && !sink.destroyed) {
      const wanted = Math.min(COPY_BYTES, range.end - position + 1);
      const { bytesRead } = await file.read(buffer, 0, wanted, position);
      if (bytesRead === 0) throw new Error(`${source} ends before byte ${range.end}`);
      position += bytesRead;
      if (!(await written(sink, buffer.subarray(0, bytesRead)))) return;
    }
  } finally {
    await file.close();
  }
}

/** Resolves when the sink has taken the bytes; `false` when the viewer has left. */
function written(sink: Writable, bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const left = () => resolve(false);
    sink.once("close", left);
    sink.write(bytes, (failure) => {
      sink.off("close", left);
      resolve(!failure);
    });
  });
}
