import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { syncFile } from "@/lib/adapters/storage/local-file";

/** Somebody may just be about to open it. */
const YOUNG_MS = 60_000;
/** Of the limit: how much is written between two looks at the whole, and how far below it a look goes. */
const SLACK = 0.1;

/** Copies of stored objects on this machine. Those that were not asked for longest leave first. */
export function createLocalCache({ folder, limitBytes }: { folder: string; limitBytes: number }) {
  const downloads = new Map<string, Promise<string>>();
  const pathOf = (key: string) => path.join(folder, key);
  let unsweptBytes = Number.POSITIVE_INFINITY;

  const keep = async (file: string, target: string) => {
    await syncFile(file);
    await rename(file, target);
    unsweptBytes += (await stat(target)).size;
    if (unsweptBytes < limitBytes * SLACK) return;
    unsweptBytes = 0;
    await sweep(folder, limitBytes);
  };
  const load = async (key: string, download: (file: string) => Promise<void>) => {
    const target = pathOf(key);
    await mkdir(path.dirname(target), { recursive: true });
    const file = `${target}.${randomUUID()}`;
    try {
      await download(file);
      await keep(file, target);
    } finally {
      await rm(file, { force: true });
    }
    return target;
  };

  const find = async (key: string): Promise<string | null> => {
    const now = new Date();
    return utimes(pathOf(key), now, now).then(
      () => pathOf(key),
      () => null,
    );
  };
  return {
    find,
    /** The copy, made through `download` when there is none. Everybody who waits shares one download. */
    async fetch(key: string, download: (file: string) => Promise<void>): Promise<string> {
      const found = await find(key);
      if (found) return found;
      const running = downloads.get(key) ?? load(key, download);
      downloads.set(key, running);
      return running.finally(() => downloads.delete(key));
    },
    /** Takes a local file whose bytes have just been stored; removes it when it cannot be kept. */
    async adopt(key: string, file: string): Promise<void> {
      try {
        await mkdir(path.dirname(pathOf(key)), { recursive: true });
        await keep(file, pathOf(key));
      } catch {
        await rm(file, { force: true });
      }
    },
    forget: (key: string) => rm(pathOf(key), { force: true }),
  };
}

async function sweep(folder: string, limitBytes: number): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: { file: string; sizeBytes: number; usedAtMs: number }[] = [];
  for (const entry of entries.filter((it) => it.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    // Another process of this machine may have removed it.
    const facts = await stat(file).catch(() => null);
    if (facts) files.push({ file, sizeBytes: facts.size, usedAtMs: facts.mtimeMs });
  }
  let excessBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  excessBytes -= limitBytes * (1 - SLACK);
  for (const { file, sizeBytes, usedAtMs } of files.sort((a, b) => a.usedAtMs - b.usedAtMs)) {
    if (excessBytes <= 0 || Date.now() - usedAtMs < YOUNG_MS) return;
    await rm(file, { force: true });
    excessBytes -= sizeBytes;
  }
}
