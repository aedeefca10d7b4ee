import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { claimFile } from "@/lib/adapters/storage/spool-claim";
import { StorageError } from "@/lib/ports/object-storage";

const LEFTOVER_AGE_MS = 3 * 24 * 60 * 60 * 1000;
const LIMIT_BYTES_DEFAULT = 2 * 1024 ** 3;
/** Of the whole disk, on small ones. */
const DISK_SHARE_DEFAULT = 0.2;
const NAME = /^\w[\w.-]*$/;
/** A file that nobody knows by name once the call that made it is over. */
const NAMELESS = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/** Beside a file with a name: who holds it, and what was noted about it. */
const BESIDE = /\.(?:lock|json)$/;

export type SpoolOptions = {
  folder: string;
  /** Null: 2 GiB, on a small disk a fifth of it. */
  limitBytes: number | null;
};

/** The folder of files that are being made, on this machine's disk. */
export function createSpool({ folder, limitBytes }: SpoolOptions) {
  let swept: Promise<void> | undefined;
  const ready = async () => {
    await mkdir(folder, { recursive: true });
    swept ??= sweep(folder);
    await swept;
  };
  const newPath = async () => {
    await ready();
    return path.join(folder, randomUUID());
  };

  return {
    newPath,
    async claim(name: string) {
      if (!NAME.test(name)) throw new StorageError("unavailable", `not a spool name: ${name}`);
      await ready();
      return claimFile(path.join(folder, name), newPath);
    },
    /** Names under which something was begun and not discarded. */
    async listBegun() {
      await ready();
      const names = await readdir(folder);
      return names.filter((name) => !NAMELESS.test(name) && !BESIDE.test(name)).sort();
    },
    async usedShare() {
      await ready();
      const files = await filesIn(folder);
      const usedBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      return usedBytes / (limitBytes ?? (await defaultLimitBytes(folder)));
    },
    async isWritable() {
      try {
        const probe = await newPath();
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

async function defaultLimitBytes(folder: string): Promise<number> {
  const { blocks, bsize } = await statfs(folder);
  return Math.min(LIMIT_BYTES_DEFAULT, blocks * bsize * DISK_SHARE_DEFAULT);
}

/**
 * What a crash left behind; younger files may belong to a process that runs. What was begun under a name may
 * be all that there is of something paid for: whoever began it knows when it may go.
 */
async function sweep(folder: string): Promise<void> {
  for (const { file, mtimeMs } of await filesIn(folder)) {
    const isOld = Date.now() - mtimeMs > LEFTOVER_AGE_MS;
    if (isOld && NAMELESS.test(path.basename(file))) await rm(file, { force: true });
  }
}

async function filesIn(folder: string) {
  const files = (await readdir(folder)).map(async (name) => {
    const file = path.join(folder, name);
    // Another process may have moved it in the meantime.
    const facts = await stat(file).catch(() => null);
    return facts ? [{ file, sizeBytes: facts.size, mtimeMs: facts.mtimeMs }] : [];
  });
  return (await Promise.all(files)).flat();
}
