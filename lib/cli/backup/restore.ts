import path from "node:path";
import { backupsFolder } from "@/lib/cli/backup/backup";
import { createBackup, restoreSecrets } from "@/lib/cli/backup/create";
import { putObjects } from "@/lib/cli/backup/put-objects";
import { type Plan, planLines, planRestore } from "@/lib/cli/backup/restore-plan";
import { dumpSource } from "@/lib/cli/backup/tables";
import { type Command, type Studio, UsageError } from "@/lib/cli/command";

const USAGE = "restore FOLDER [--replace] [--yes]";

export const restore: Command = {
  usage: USAGE,
  summary: "Puts a backup into an empty database and the storage; shows its plan and asks first.",
  options: { replace: { type: "boolean" }, yes: { type: "boolean" } },
  takesWords: true,
  async run(studio, { flags, words: [folder, ...more] }, terminal) {
    if (!folder || more.length > 0) throw new UsageError(`Usage: maquette ${USAGE}`);
    const plan = await planRestore(studio, {
      folder: path.resolve(folder),
      mayReplace: flags["replace"] === true,
    });
    for (const line of planLines(plan, studio)) terminal.note(line);
    if (!flags["yes"] && !(await terminal.confirm("Restore it?")))
      return {
        isGood: false,
        lines: ["Nothing was changed. Restore without being asked: --yes"],
        json: { restored: null },
      };
    return apply(studio, plan, terminal.note);
  },
};

/** Files first: more of them do no harm. The database changes in one step or not at all. */
async function apply(studio: Studio, plan: Plan, note: (line: string) => void) {
  const { backup, migrations, target } = plan;
  const { name, madeAt, missing } = backup.manifest;
  const restorePoint = target.isEmpty ? null : await makeRestorePoint(studio);
  if (restorePoint) note(`What is there now was backed up to ${restorePoint}`);
  const putCount = await putObjects(studio, backup);
  const restored = await studio.ports.dumps.replace(dumpSource(backup), {
    migrations,
    backup: name,
    reason: `The backup of ${madeAt} was restored. Look at what needs attention before you resume.`,
  });
  const secrets = await restoreSecrets(studio, backup);
  const { doubtfulCount, underWayCount, revokedSessionCount } = restored;
  return {
    isGood: true,
    lines: [
      `Restored ${backup.folder}: all rows, and ${putCount} files that the storage had not.`,
      `Sending is paused. Under way at the gateway and looked up again: ${underWayCount}. Waited to be sent, and may have been sent after the backup: ${doubtfulCount}; each is under "Attention".`,
      `Signed out: ${revokedSessionCount} sessions; open invitations are void.`,
      ...(secrets.length > 0 ? [`Secrets put back: ${secrets.join(", ")}.`] : []),
      ...missing.map((key) => `${key} was missing already when the backup was made.`),
      "Start the studio (npm start), look at it, and then: maquette resume",
    ],
    json: { restored: name, putCount, restorePoint, secrets, ...restored },
  };
}

async function makeRestorePoint(studio: Studio): Promise<string> {
  const folder = backupsFolder(studio, undefined);
  return (await createBackup(studio, { folder, withSecrets: false })).folder;
}
