import type { BACKUP_FAILURES } from "@/lib/first-steps/schema/facts";

/** Names of installation facts: the last backup that is whole, and the last that came to nothing. */
export const BACKUP_MADE = "backup_made";
export const BACKUP_FAILED = "backup_failed";

export type BackupFailure = (typeof BACKUP_FAILURES)[number];
