import type { Transaction } from "@/lib/ports/database";

/** What cannot be undone, by its name. */
export type AuditAction = "pictures_erased" | "storage_freed";

export type AuditEntry = {
  teamId: string;
  /** Null: the studio did it by itself. */
  personId: string | null;
  action: AuditAction;
  /** Names every object, so that the entry can be read when they are gone. */
  detail: object;
  at: Date;
};

/** Append-only, also for this program: the database refuses a change. */
export interface AuditLog {
  record(tx: Transaction, entry: AuditEntry): Promise<void>;
}
