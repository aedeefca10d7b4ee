import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { z } from "zod";
import { checkObjects } from "@/lib/cli/backup/check-objects";
import { BackupError, damaged } from "@/lib/cli/backup/files";
import { type Backup, readBackup } from "@/lib/cli/backup/manifest";
import { checkSchema, readMigrations } from "@/lib/cli/backup/migrations";
import { checkTables } from "@/lib/cli/backup/tables";
import type { Studio } from "@/lib/cli/command";
import type { DumpTarget, Migration } from "@/lib/ports/database-dump";
import { formatBytes } from "@/lib/shared/bytes";

export type Plan = { backup: Backup; migrations: Migration[]; target: DumpTarget };

/** Looks at everything that may stand against it; changes nothing. @throws {BackupError} */
export async function planRestore(
  { ports, settings, root }: Studio,
  { folder, mayReplace }: { folder: string; mayReplace: boolean },
): Promise<Plan> {
  const backup = await readBackup(folder);
  const migrations = await readMigrations(root);
  checkSchema(backup.manifest, migrations);
  await refuseWhileRunning(settings.dataDir);
  const target = await ports.dumps.look();
  if (target.isInUse)
    throw new BackupError(
      "A studio runs on this database: stop it on every machine, then restore.",
    );
  if (target.isForeign)
    throw new BackupError(
      "The database has tables that are not Maquette's: name an empty one in DATABASE_URL.",
    );
  if (!target.isEmpty && !mayReplace)
    throw new BackupError(
      `The database is not empty (${described(target)}): restore into an empty one, or with --replace, which makes a backup of it first.`,
    );
  await checkTables(backup);
  const { broken } = await checkObjects(backup, () => []);
  const [first] = broken;
  if (first) throw damaged(`${broken.length} files, the first is ${first},`);
  return { backup, migrations, target };
}

const described = ({ personCount, imageCount }: DumpTarget) =>
  `people: ${personCount}, pictures: ${imageCount}`;

export function planLines({ backup, migrations, target }: Plan, { settings }: Studio): string[] {
  const { manifest, folder } = backup;
  const rowCount = manifest.tables.reduce((sum, table) => sum + table.rowCount, 0);
  const later = migrations.length - manifest.migrations.length;
  const { objects } = manifest;
  return [
    `The backup ${folder}, made at ${manifest.madeAt} by version ${manifest.appVersion}:`,
    `- ${rowCount} rows of ${manifest.tables.length} tables ${target.isEmpty ? "go into the empty database" : `take the place of what is there (${described(target)}); that is backed up first`};`,
    ...(later > 0 ? [`- ${later} migrations that it has not had are applied;`] : []),
    `- ${objects.count} files (${formatBytes(objects.totalBytes, "en")}) go into the storage (${settings.storage.kind}) where it has them not;`,
    "- sending is paused, what waited to be sent is put on the list of what needs attention, and everybody signs in anew.",
  ];
}

const lockSchema = z.object({ pid: z.int(), host: z.string(), startedAt: z.string() });

/** The lock that a supervisor takes before anything else (scripts/lock.mjs); this program has taken it by itself. */
async function refuseWhileRunning(dataDir: string): Promise<void> {
  const text = await readFile(path.join(dataDir, "supervisor.lock"), "utf8").catch(() => null);
  if (text === null) return;
  const { pid, host, startedAt } = lockSchema.parse(JSON.parse(text));
  const isOurs = host === hostname() && (pid === process.pid || !isAlive(pid));
  if (isOurs) return;
  throw new BackupError(
    `The studio runs on ${dataDir} (process ${pid} on ${host}, since ${startedAt}): stop it, then restore.`,
  );
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}
