/** What the database server says of itself. */
export type ServerFacts = {
  /** As PostgreSQL counts: 180004 is 18.4. */
  versionNumber: number;
  /** Name and value of the settings that keep a committed row safe. */
  durability: Record<"fsync" | "synchronous_commit" | "full_page_writes", string>;
  /** Its clock while it answered. */
  now: Date;
};

export type AppliedMigration = { name: string; checksum: string; isFinished: boolean };

/** JSON, and nothing that JSON would lose. */
export type FactValue =
  | string
  | number
  | boolean
  | null
  | readonly FactValue[]
  | { readonly [name: string]: FactValue };

/** Something that was measured once and holds for this installation. */
export type InstallationFact = { name: string; value: FactValue; measuredAt: Date };

/** A team with what its budgets can be about: projects by their codes, people by their e-mails. */
export type TeamFacts = {
  id: string;
  name: string;
  projects: { id: string; name: string }[];
  people: { id: string; name: string }[];
};

/** A create call that may have been accepted and has no answer. */
export type DoubtfulAttempt = {
  variantId: string;
  status: "submitting" | "unknown";
  gatewayKeyId: string;
  clientBusinessId: string;
  sentAt: Date;
};

/** The installation as a whole, for its operator. */
export interface InstallationRepository {
  /** @throws when the database does not answer. */
  readServer(): Promise<ServerFacts>;
  /** Without those that were rolled back. */
  listMigrations(): Promise<AppliedMigration[]>;
  /** When a worker last signed, by the database's clock; null when none ever has. */
  lastHeartbeatAt(): Promise<Date | null>;
  listTeams(): Promise<TeamFacts[]>;
  /** Sent before then, oldest first. */
  listDoubtfulAttempts(before: Date): Promise<DoubtfulAttempt[]>;
  /** Takes the place of an older one with the same name. */
  saveFact(fact: InstallationFact): Promise<void>;
  findFact(name: string): Promise<InstallationFact | null>;
}
