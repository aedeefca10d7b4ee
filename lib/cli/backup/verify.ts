import { backupsFolder } from "@/lib/cli/backup/backup";
import { checkObjects, sampleOf } from "@/lib/cli/backup/check-objects";
import { findBackup } from "@/lib/cli/backup/find";
import type { Backup, Manifest } from "@/lib/cli/backup/manifest";
import { checkSchema, readMigrations } from "@/lib/cli/backup/migrations";
import { checkTables, dumpSource } from "@/lib/cli/backup/tables";
import { type Command, type Studio, UsageError } from "@/lib/cli/command";
import type { DumpedTable } from "@/lib/ports/database-dump";

const USAGE = "backup verify NAME [--all] [--in FOLDER]";

export const backupVerify: Command = {
  usage: USAGE,
  summary:
    "Restores a backup into a database of its own and compares; reads 1 % of the files and at least 50, or --all.",
  options: { all: { type: "boolean" }, in: { type: "string" } },
  takesWords: true,
  async run(studio, { flags, words: [name, ...more] }) {
    if (!name || more.length > 0) throw new UsageError(`Usage: maquette ${USAGE}`);
    const backup = await findBackup(backupsFolder(studio, flags["in"]), name);
    const { manifest } = backup;
    const found = await verifyBackup(studio, backup, { all: flags["all"] === true });
    const { isGood, tables, other, files, later } = found;
    const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
    const { missing } = manifest;
    return {
      isGood,
      lines: [
        `Restored into a database of its own: ${rowCount} rows of ${tables.length} tables, ${other.length === 0 ? "each table as it was, with all foreign keys" : "not as they were"}.`,
        ...other.map((table) => `The table ${table} is not what was backed up.`),
        ...(later > 0 ? [`The ${later} migrations since were tried on it.`] : []),
        `${files.count} files are there in their size, ${files.hashedCount} of them were read.`,
        ...files.broken.map(
          (file) => `${file} is missing or damaged: remove it, the next backup copies it anew.`,
        ),
        ...missing.map((key) => `${key} was missing already when the backup was made.`),
      ],
      json: { name: manifest.name, rowCount, differing: other, files, missing },
    };
  },
};

/** Restores it into a database of its own and reads some of its files, or `all`. */
export async function verifyBackup(
  { ports, root }: Studio,
  backup: Backup,
  { all }: { all: boolean },
) {
  const { manifest } = backup;
  const known = await readMigrations(root);
  checkSchema(manifest, known);
  await checkTables(backup);
  const tables = await ports.dumps.rehearse(dumpSource(backup), known);
  const other = differencesOf(manifest, tables);
  const files = await checkObjects(backup, (each) => (all ? each : sampleOf(each, ports.clock)));
  return {
    isGood: other.length === 0 && files.broken.length === 0,
    later: known.length - manifest.migrations.length,
    ...{ tables, other, files },
  };
}

const differencesOf = (manifest: Manifest, tables: readonly DumpedTable[]) =>
  manifest.tables.flatMap(({ name, rowCount, contentSha256 }) => {
    const found = tables.find((table) => table.name === name);
    return found?.rowCount === rowCount && found.sha256 === contentSha256 ? [] : [name];
  });
