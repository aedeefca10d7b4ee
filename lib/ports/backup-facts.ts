import type { BACKUP_FAILURES } from "@/lib/first-steps/schema/facts";
import type { InstallationFact } from "@/lib/ports/installation-repository";

/** Names of installation facts: the last backup that is whole, and what failed since. */
export const BACKUP_MADE = "backup_made";
export const BACKUP_FAILED = "backup_failed";

export type BackupFailure = (typeof BACKUP_FAILURES)[number];

/** `message` is for whoever is at the machine. No `code`: nothing failed since the last good one. */
export type BackupFailureValue = { code: string | null; message: string };

/** Null where none has failed since the last good one. Two clocks would have to be compared otherwise. */
export function backupFailureOf(fact: InstallationFact | null): BackupFailureValue | null {
  const value = fact?.value as BackupFailureValue | undefined;
  return value && value.code !== null ? value : null;
}
