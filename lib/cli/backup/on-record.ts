import { createBackup, type Made } from "@/lib/cli/backup/create";
import type { Studio } from "@/lib/cli/command";
import {
  BACKUP_FAILED,
  BACKUP_MADE,
  type BackupFailure,
  type BackupFailureValue,
} from "@/lib/ports/backup-facts";

const CURED = { code: null, message: "" } satisfies BackupFailureValue;

type Order = Parameters<typeof createBackup>[1];

const CODES: Readonly<Record<string, BackupFailure>> = {
  ENOSPC: "no_room",
  EDQUOT: "no_room",
  EACCES: "not_allowed",
  EPERM: "not_allowed",
  EROFS: "not_allowed",
};

/** A backup, and a fact of the installation that it was made, or that it came to nothing. */
export async function makeBackup(studio: Studio, order: Order): Promise<Made> {
  const { installation } = studio.ports;
  try {
    const made = await createBackup(studio, order);
    const { name, missing } = made.manifest;
    // By the snapshot's time: what was changed while it was copied is not in it.
    const measuredAt = new Date(made.manifest.madeAt);
    await installation.saveFact({ name: BACKUP_MADE, value: { name }, measuredAt });
    await installation.saveFact({ name: BACKUP_FAILED, value: CURED, measuredAt });
    if (missing.length > 0)
      await noteFailure(
        studio,
        "incomplete",
        `${missing.length} files are missing, as ${missing[0]}`,
      );
    return made;
  } catch (cause) {
    const code = CODES[(cause as NodeJS.ErrnoException).code ?? ""] ?? "failed";
    const message = cause instanceof Error ? cause.message : `${cause}`;
    // The database may be what is away: then the cause is told, and not that.
    await noteFailure(studio, code, message).catch(() => undefined);
    throw cause;
  }
}

/** For the attention page, the first steps and the doctor. `message` is for whoever is at the machine. */
export const noteFailure = (
  { ports: { clock, installation } }: Studio,
  code: BackupFailure,
  message: string,
): Promise<void> =>
  installation.saveFact({
    ...{ name: BACKUP_FAILED, value: { code, message }, measuredAt: clock.now() },
  });
