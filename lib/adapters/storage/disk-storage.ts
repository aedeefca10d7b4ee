import { access, copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { copyRange, exists, syncFile } from "@/lib/adapters/storage/local-file";
import { createSpool } from "@/lib/adapters/storage/spool";
import { checkKey, translated } from "@/lib/adapters/storage/storage-failure";
import type { ObjectStorage, StoredObject } from "@/lib/ports/object-storage";

export type DiskStorageOptions = { root: string; spoolLimitBytes: number | null };

/** Files under `root`, named as their keys; half-made ones in `root/spool`. */
export function createDiskStorage({ root, spoolLimitBytes }: DiskStorageOptions): ObjectStorage {
  const spool = createSpool({ folder: path.join(root, "spool"), limitBytes: spoolLimitBytes });
  const pathOf = (key: string) => path.join(root, checkKey(key));

  return {
    putFile: (key, source) =>
      translated(async () => {
        const target = pathOf(key);
        if (await exists(target)) return rm(source, { force: true });
        await makeFolder(root, path.dirname(target));
        await syncFile(source);
        await move(source, target, spool.newPath);
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
    list: (folder) => translated(() => listFolder(root, folder)),
    walk: (folder) => walkFolder(root, folder),
    delete: (key) => translated(() => rm(pathOf(key), { force: true })),
    newSpoolPath: () => translated(spool.newPath),
    claimSpool: (name) => translated(() => spool.claim(name)),
    listBegun: () => translated(spool.listBegun),
    usedSpoolShare: () => translated(spool.usedShare),
    isWritable: spool.isWritable,
    isAvailable: spool.isWritable,
  };
}

async function listFolder(root: string, folder: string) {
  const place = path.join(root, folder);
  if (!(await exists(place))) return [];
  const objects = (await readdir(place)).sort().map(async (name) => ({
    key: `${folder}/${name}`,
    sizeBytes: (await stat(path.join(place, name))).size,
  }));
  return Promise.all(objects);
}

/** One page for each of the two hundred and fifty-six folders in it. */
async function* walkFolder(root: string, folder: string): AsyncIterable<StoredObject[]> {
  const inside = await translated(async () => {
    const place = path.join(root, folder);
    return (await exists(place)) ? (await readdir(place)).sort() : [];
  });
  for (const name of inside) yield await translated(() => listFolder(root, `${folder}/${name}`));
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

/** Windows cannot open a folder and needs no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
