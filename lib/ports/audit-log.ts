import type { AuditAction, AuditAuthorKind, AuditFact, AuditKind } from "@/lib/audit/schema/facts";
import type { Transaction } from "@/lib/ports/database";
import type { Visit } from "@/lib/shared/actor";

export type AuditAuthor =
  | { by: "person"; personId: string; visit?: Visit | undefined }
  /** Nobody we know yet: somebody at the door. */
  | { by: "visitor"; visit?: Visit | undefined }
  /** Whoever is at the machine. */
  | { by: "operator" }
  /** By itself, such as every night. */
  | { by: "studio" };

export type AuditFacts = { readonly [F in AuditFact]?: string | number | null };

export type AuditEntry = {
  teamId: string;
  author: AuditAuthor;
  action: AuditAction;
  /** `label`: as it is called now, so that the entry can be read when it is gone. */
  object?: { kind: AuditKind; id: string | null; label: string };
  /** What the action may not say is left out. Never a secret. */
  before?: AuditFacts;
  after?: AuditFacts;
  /** What a machine may need and the page does not show. */
  detail?: object;
  at: Date;
};

export type AuditRecord = {
  id: string;
  at: Date;
  by: AuditAuthorKind;
  /** Null unless a person did it. */
  person: { id: string; name: string } | null;
  action: AuditAction;
  object: { kind: AuditKind; label: string } | null;
  address: string | null;
  userAgent: string | null;
  before: AuditFacts | null;
  after: AuditFacts | null;
};

/** What is absent is not asked for. */
export type AuditFilter = {
  /** Did it, or had it done to them. */
  personId?: string | undefined;
  by?: "operator" | "studio" | undefined;
  action?: AuditAction | undefined;
  /** In what the object was called. */
  text?: string | undefined;
  from?: Date | undefined;
  /** That moment no longer. */
  until?: Date | undefined;
};

export type AuditPlace = { at: Date; id: string };

/** Of one team: each row carries the hash of the one before it. */
export type ChainRecord = {
  teamId: string;
  teamName: string;
  count: number;
  /** Of the newest row, 64 hex digits. Whoever notes it can tell later that no row before it was changed. */
  head: string;
  /** The first row that is not what it was, or that follows on one that is gone; null when there is none. */
  brokenAt: { seq: number; at: Date } | null;
};

/** Append-only, also for this program: the database refuses a change. */
export interface AuditLog {
  record(tx: Transaction, entry: AuditEntry): Promise<void>;
  /** For what every team of the installation shares. */
  recordForAll(tx: Transaction, entry: Omit<AuditEntry, "teamId">): Promise<void>;
  /** Of one team, newest first. */
  list(
    teamId: string,
    page: { filter: AuditFilter; after: AuditPlace | null; limit: number },
  ): Promise<AuditRecord[]>;
  /** Everybody who is in the team's log or in the team, by name. */
  listPeople(teamId: string): Promise<{ id: string; name: string }[]>;
  /** Reckons the chain of every team that has a log anew. */
  checkChains(): Promise<ChainRecord[]>;
  /** Whether a row of any team has that hash, 64 hex digits. */
  hasHead(hash: string): Promise<boolean>;
}
