import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { BackupError } from "@/lib/cli/backup/files";
import type { Manifest } from "@/lib/cli/backup/manifest";
import type { Migration } from "@/lib/ports/database-dump";

/** Those of this version, in their order. */
export async function readMigrations(root: string): Promise<Migration[]> {
  const folder = path.join(root, "prisma/migrations");
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** @throws {BackupError} when this version cannot make the backup's tables */
export function checkSchema(
  { migrations, appVersion }: Manifest,
  known: readonly Migration[],
): void {
  for (const { name, checksum } of migrations) {
    const ours = known.find((migration) => migration.name === name);
    if (!ours)
      throw new BackupError(
        `The backup is of a newer version of Maquette (${appVersion}, it has ${name}): restore it with that version.`,
      );
    if (ours.checksum !== checksum)
      throw new BackupError(`Migration ${name} was edited since: put its file back.`);
  }
}
