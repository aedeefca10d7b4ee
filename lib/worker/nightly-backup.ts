import "server-only";

import { makeBackup, noteFailure } from "@/lib/cli/backup/on-record";
import { pruneBackups } from "@/lib/cli/backup/prune";
import { verifyBackup } from "@/lib/cli/backup/verify";
import type { Studio } from "@/lib/cli/command";

/** Weeks of which the last backup stays, beside the days that the setting says. */
const WEEKS = 8;

/** The jobs of a worker that makes the nightly backup; none where nobody has asked for one. */
export function backupTasks(studio: Studio): Record<string, () => Promise<void>> {
  const { days } = studio.settings.backup;
  return days === null ? {} : { backup: () => backUp(studio, days) };
}

/**
 * Makes one, restores it on trial and only then removes older ones. What fails is noted for people to see and thrown:
 * the job is tried again within the night.
 */
async function backUp(studio: Studio, days: number): Promise<void> {
  const { folder } = studio.settings.backup;
  const made = await makeBackup(studio, { folder, withSecrets: false });
  const { manifest } = made;
  const proven = await verifyBackup(
    studio,
    { folder: made.folder, manifest },
    { all: false },
  ).catch(async (cause: unknown) => {
    await noteFailure(studio, "not_proven", cause instanceof Error ? cause.message : `${cause}`);
    throw cause;
  });
  if (!proven.isGood) {
    const message = `${manifest.name} is not what was backed up: maquette backup verify ${manifest.name}`;
    await noteFailure(studio, "not_proven", message);
    throw new Error(message);
  }
  await pruneBackups(folder, { daily: days, weekly: WEEKS });
}
