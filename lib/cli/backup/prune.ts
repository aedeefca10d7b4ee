import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { backupsFolder } from "@/lib/cli/backup/backup";
import { BackupError } from "@/lib/cli/backup/files";
import { listBackups } from "@/lib/cli/backup/find";
import { type Backup, DRAFT_PREFIX, OBJECTS } from "@/lib/cli/backup/manifest";
import { readObjectList } from "@/lib/cli/backup/object-list";
import { type Command, type Given, UsageError } from "@/lib/cli/command";
import { formatBytes } from "@/lib/shared/bytes";

const USAGE = "backup prune [--keep-daily 14] [--keep-weekly 8] [--in FOLDER]";
const DAY_MS = 24 * 60 * 60_000;
/** A backup that is being made beside us has touched its files within this time. */
const YOUNG_MS = DAY_MS;

type Dated = { name: string; madeAt: Date };

/** The last backup of each of so many days and weeks that have one; weeks begin on Monday, UTC. */
export function namesToKeep(
  backups: readonly Dated[],
  { daily, weekly }: { daily: number; weekly: number },
): Set<string> {
  const newestFirst = [...backups].sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  const lastOf = (periodOf: (at: Date) => number, count: number) => {
    const periods = new Map<number, string>();
    for (const { name, madeAt } of newestFirst)
      if (!periods.has(periodOf(madeAt))) periods.set(periodOf(madeAt), name);
    return [...periods.values()].slice(0, count);
  };
  const dayOf = (at: Date) => Math.floor(at.getTime() / DAY_MS);
  // The first of January 1970 was a Thursday.
  const weekOf = (at: Date) => Math.floor((dayOf(at) + 3) / 7);
  const [newest] = newestFirst;
  return new Set([
    ...(newest ? [newest.name] : []),
    ...lastOf(dayOf, daily),
    ...lastOf(weekOf, weekly),
  ]);
}

export const backupPrune: Command = {
  usage: USAGE,
  summary: "Removes older backups, and the files that none of the others needs.",
  options: {
    "keep-daily": { type: "string", default: "14" },
    "keep-weekly": { type: "string", default: "8" },
    in: { type: "string" },
  },
  runsWithoutDatabase: true,
  async run(studio, { flags }) {
    const folder = backupsFolder(studio, flags["in"]);
    const keep = { daily: countOf(flags, "keep-daily"), weekly: countOf(flags, "keep-weekly") };
    const { stay, go, freed } = await pruneBackups(folder, keep);
    return {
      isGood: true,
      lines: [
        ...go.map(({ name }) => `Removed ${name}`),
        `${stay.length} backups stay. ${freed.count} files went (${formatBytes(freed.sizeBytes, "en")}).`,
      ],
      json: { removed: go.map(({ name }) => name), kept: stay.map(({ name }) => name), freed },
    };
  },
};

/** Removes what is not to be kept, drafts that were cut off, and files that nobody needs any more. */
export async function pruneBackups(folder: string, keep: { daily: number; weekly: number }) {
  const backups = (await listBackups(folder)).map(({ name, backup, damage }) => {
    // Which files it needs nobody knows.
    if (!backup) throw new BackupError(`${name}: ${damage} Nothing was removed.`);
    return { ...backup, name, madeAt: new Date(backup.manifest.madeAt) };
  });
  const kept = namesToKeep(backups, keep);
  const stay = backups.filter(({ name }) => kept.has(name));
  const go = backups.filter(({ name }) => !kept.has(name));
  const needed = await hashesOf(stay);
  for (const { folder: gone } of go) await rm(gone, { recursive: true });
  const now = Date.now();
  await removeDrafts(folder, now);
  const freed = await removeObjects(path.join(folder, OBJECTS), { needed, now });
  return { stay, go, freed };
}

function countOf(flags: Given["flags"], name: string): number {
  const count = Number(flags[name]);
  if (Number.isInteger(count) && count >= 0 && count <= 10_000) return count;
  throw new UsageError(`--${name} is a number of backups, such as 14.`);
}

async function hashesOf(backups: readonly Backup[]): Promise<Set<string>> {
  const hashes = new Set<string>();
  for (const backup of backups)
    for await (const { sha256 } of readObjectList(backup)) hashes.add(sha256);
  return hashes;
}

/** What a backup that was cut off has left. */
async function removeDrafts(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(DRAFT_PREFIX))) {
    const draft = path.join(folder, name);
    const { mtimeMs } = await stat(draft);
    if (now - mtimeMs > YOUNG_MS) await rm(draft, { recursive: true });
  }
}

async function removeObjects(
  folder: string,
  { needed, now }: { needed: ReadonlySet<string>; now: number },
): Promise<{ count: number; sizeBytes: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const freed = { count: 0, sizeBytes: 0 };
  for (const entry of entries.filter((each) => each.isFile() && !needed.has(each.name))) {
    const file = path.join(entry.parentPath, entry.name);
    const { size, mtimeMs } = await stat(file);
    if (now - mtimeMs <= YOUNG_MS) continue;
    await rm(file);
    freed.count += 1;
    freed.sizeBytes += size;
  }
  return freed;
}
