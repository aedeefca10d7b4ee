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

/** Keys that a team has entered, without their secrets. Removed and replaced ones are not there. */
export interface TeamKeys {
  /** Oldest first. */
  list(teamId: string): Promise<TeamKeyRecord[]>;
  listProjects(teamId: string): Promise<KeysView["projects"]>;
  /** The key that the team has said is to serve it. */
  findChosenId(teamId: string): Promise<string | null>;
  /** False when the team has this very secret already. */
  add(teamId: string, key: NewTeamKey): Promise<boolean>;
  /** False when the team has no such key. */
  change(teamId: string, keyId: string, facts: Facts): Promise<boolean>;
  /** False when the team has no such key. */
  switchTo(teamId: string, keyId: string, isEnabled: boolean): Promise<boolean>;
  /**
   * The new row takes the old one's name, address and places, and goes on with its work. `taken`: the team has this
   * very secret already.
   */
  replace(
    teamId: string,
    keyId: string,
    next: Pick<NewTeamKey, "id" | "account" | "fingerprint" | "lastFour" | "sealed"> & { at: Date },
  ): Promise<"replaced" | "not_found" | "taken">;
  /** Forgets the secret; the row stays for what was made with it. A number: so many pictures are under way. */
  remove(teamId: string, keyId: string, at: Date): Promise<"removed" | "not_found" | number>;
  /** `projectId` null: of the team. False when the team has no such key or project. */
  choose(
    teamId: string,
    choice: { projectId: string | null; keyId: string | null },
  ): Promise<boolean>;
  /** Joins the commit. False when the team has no such key. */
  askCheck(tx: Transaction, teamId: string, asked: { keyId: string; at: Date }): Promise<boolean>;
  noteCheck(
    keyId: string,
    check: { code: CheckCode; at: Date; modelCount: number | null },
  ): Promise<void>;
}
