import type { CheckCode, KeysView } from "@/lib/gateway-key/schema";
import type { CircuitCode } from "@/lib/ports/circuits";
import type { Transaction } from "@/lib/ports/database";

type Facts = { label: string; baseUrl: string; accountGroup: string };

export type NewTeamKey = Facts & {
  id: string;
  account: string;
  /** First 16 hex digits of the SHA-256 of the secret. */
  fingerprint: string;
  lastFour: string;
  sealed: string;
};

export type TeamKeyRecord = Facts & {
  id: string;
  lastFour: string;
  fingerprint: string;
  isEnabled: boolean;
  checkAskedAt: Date | null;
  check: { code: CheckCode; at: Date; modelCount: number | null } | null;
  suspended: { code: CircuitCode; nextProbeAt: Date } | null;
  /** Newest first. */
  balances: { at: Date; remainingCredits: number | null }[];
  underWayCount: number;
};

/** As it is called where people read of it. */
export type KeyName = Facts & { lastFour: string };

/** What a choice is about, and the names of the keys; null for whatever the studio takes. */
export type KeyChoice = { of: string; before: string | null; after: string | null };

/** Keys that a team has entered, without their secrets. Removed and replaced ones are not there. */
export interface TeamKeys {
  /** Oldest first. */
  list(teamId: string): Promise<TeamKeyRecord[]>;
  listProjects(teamId: string): Promise<KeysView["projects"]>;
  /** The key that the team has said is to serve it. */
  findChosenId(teamId: string): Promise<string | null>;
  /** @throws {ConflictError} of the transaction, when the team has this very secret already */
  add(tx: Transaction, teamId: string, key: NewTeamKey): Promise<void>;
  /** Answers with what it was; null when the team has no such key. */
  change(tx: Transaction, teamId: string, key: { keyId: string } & Facts): Promise<KeyName | null>;
  /** Answers with its name and whether that changes anything; null when the team has no such key. */
  switchTo(
    tx: Transaction,
    teamId: string,
    key: { keyId: string; isEnabled: boolean },
  ): Promise<(KeyName & { isChange: boolean }) | null>;
  /**
   * The new row takes the old one's name, address and places, and goes on with its work. Answers with what the old
   * one was; null when the team has no such key.
   * @throws {ConflictError} of the transaction, when the team has this very secret already
   */
  replace(
    tx: Transaction,
    teamId: string,
    next: Pick<NewTeamKey, "id" | "account" | "fingerprint" | "lastFour" | "sealed"> & {
      keyId: string;
      at: Date;
    },
  ): Promise<KeyName | null>;
  /**
   * Forgets the secret; the row stays for what was made with it. Answers with what it was, with how many pictures
   * are under way and keep it, or with null when the team has no such key.
   */
  remove(
    tx: Transaction,
    teamId: string,
    key: { keyId: string; at: Date },
  ): Promise<KeyName | number | null>;
  /** `projectId` null: of the team. Null when the team has no such key or project. */
  choose(
    tx: Transaction,
    teamId: string,
    choice: { projectId: string | null; keyId: string | null },
  ): Promise<KeyChoice | null>;
  /** Joins the commit. False when the team has no such key. */
  askCheck(tx: Transaction, teamId: string, asked: { keyId: string; at: Date }): Promise<boolean>;
  noteCheck(
    keyId: string,
    check: { code: CheckCode; at: Date; modelCount: number | null },
  ): Promise<void>;
}
