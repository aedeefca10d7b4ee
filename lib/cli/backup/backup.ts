import path from "node:path";
import { lastMigration } from "@/lib/cli/backup/manifest";
import { makeBackup } from "@/lib/cli/backup/on-record";
import type { Command, Studio } from "@/lib/cli/command";
import { formatBytes } from "@/lib/shared/bytes";

export const backupsFolder = ({ settings }: Studio, given: unknown) =>
  typeof given === "string" ? path.resolve(given) : settings.backup.folder;

export const backup: Command = {
  usage: "backup [--to FOLDER] [--with-secrets]",
  summary: "Copies the database and all pictures to a folder, while the studio runs or is stopped.",
  options: { to: { type: "string" }, "with-secrets": { type: "boolean" } },
  async run(studio, { flags }) {
    const startedAt = performance.now();
    const withSecrets = flags["with-secrets"] === true;
    const folder = backupsFolder(studio, flags["to"]);
    const made = await makeBackup(studio, { folder, withSecrets });
    const { tables, objects, missing, secrets } = made.manifest;
    const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
    const { count, sizeBytes } = made.added;
    const secretNames = secrets.map(({ name }) => name).join(", ");
    return {
      isGood: missing.length === 0,
      lines: [
        `The backup lies in ${made.folder}`,
        `${rowCount} rows of ${tables.length} tables (schema ${lastMigration(made.manifest)}), ${objects.count} files (${formatBytes(objects.totalBytes, "en")}), ${count} of them new (${formatBytes(sizeBytes, "en")}), in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s.`,
        secrets.length > 0
          ? `With secrets in plain (${secretNames}): whoever reads this folder can read what they protect.`
          : "Without the master key and the other secrets of the data folder: keep a copy of its folder secrets/ elsewhere, or use --with-secrets.",
        ...missing.map((key) => `The storage has no whole file ${key}, so the backup has none.`),
        `Prove it: maquette backup verify ${made.manifest.name}`,
      ],
      json: {
        folder: made.folder,
        ...made.manifest,
        tables: tables.length,
        rowCount,
        added: made.added,
      },
    };
  },
};
