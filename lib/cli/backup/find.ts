import path from "node:path";
import { type Backup, listNames, readBackup } from "@/lib/cli/backup/manifest";

/** By its name in the folder of backups, or by a path. @throws {BackupError} */
export function findBackup(folder: string, nameOrPath: string): Promise<Backup> {
  const isName = path.basename(nameOrPath) === nameOrPath;
  return readBackup(isName ? path.join(folder, nameOrPath) : path.resolve(nameOrPath));
}

export type Listed = { name: string; backup: Backup | null; damage: string | null };

/** Oldest first. */
export async function listBackups(folder: string): Promise<Listed[]> {
  const names = await listNames(folder);
  return Promise.all(
    names.map((name) =>
      readBackup(path.join(folder, name)).then(
        (backup) => ({ name, backup, damage: null }),
        (cause: Error) => ({ name, backup: null, damage: cause.message }),
      ),
    ),
  );
}
