import { backupsFolder } from "@/lib/cli/backup/backup";
import { listBackups } from "@/lib/cli/backup/find";
import { lastMigration } from "@/lib/cli/backup/manifest";
import type { Command } from "@/lib/cli/command";
import { formatBytes } from "@/lib/shared/bytes";

export const backupList: Command = {
  usage: "backup list [--in FOLDER]",
  summary: "Lists the backups that are whole, oldest first.",
  options: { in: { type: "string" } },
  runsWithoutDatabase: true,
  async run(studio, { flags }) {
    const folder = backupsFolder(studio, flags["in"]);
    const backups = await listBackups(folder);
    const lines = backups.map(({ name, backup, damage }) => {
      if (!backup) return `${name}  ${damage}`;
      const { objects, appVersion, secrets } = backup.manifest;
      const size = `${objects.count} files, ${formatBytes(objects.totalBytes, "en")}`;
      const end = secrets.length > 0 ? ", with secrets" : "";
      return `${name}  ${size}, version ${appVersion}, schema ${lastMigration(backup.manifest)}${end}`;
    });
    return {
      isGood: backups.every(({ damage }) => damage === null),
      lines:
        backups.length > 0 ? lines : [`There is no backup in ${folder}. Make one: maquette backup`],
      json: {
        folder,
        backups: backups.map(({ name, backup, damage }) => ({
          ...{ name, damage, madeAt: backup?.manifest.madeAt ?? null },
          ...{ objectCount: backup?.manifest.objects.count ?? null },
        })),
      },
    };
  },
};
