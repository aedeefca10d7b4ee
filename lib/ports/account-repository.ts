import type { Keyboard } from "@/lib/account/schema";
import type { FactorWays } from "@/lib/account/schema/second-factor";
import type { Transaction } from "@/lib/ports/database";
import type { ProjectRecord } from "@/lib/ports/project-repository";
import type { Role, Sight } from "@/lib/shared/actor";

export type NewOwner = {
  team: { id: string; name: string; timeZone: string };
  user: { id: string; email: string; name: string; passwordHash: string };
  project: { id: string; name: string; code: string };
};

/** Somebody of a team, as the door knows them. */
export type AccountRecord = {
  id: string;
  teamId: string;
  name: string;
  /** Null for who has never set one. */
  passwordHash: string | null;
  hasSecondFactor: boolean;
  /** What there is of it. */
  ways: FactorWays;
};

export type SessionRecord = {
  id: string;
  userId: string;
  teamId: string;
  role: Role;
  /** The team demands a second factor of this person, and they have none. */
  mustSetUpFactor: boolean;
  /** Closed projects of the team that the person is not a member of. */
  foreignProjectIds: string[];
};

/** A session that was last seen before `seenAfter` is over. */
export type SessionTimes = { now: Date; seenAfter: Date };

export type DeviceRecord = {
  id: string;
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
};

export type ViewerRecord = {
  user: { id: string; name: string; email: string };
  keyboard: Keyboard;
  team: { id: string; name: string };
  role: Role;
  /** Those that the person sees, oldest first; never empty. */
  projects: ProjectRecord[];
  /** Of the project that the person chose last. */
  lastProjectId: string | null;
};

export interface AccountRepository {
  hasOwner(): Promise<boolean>;
  /** The only valid link from now on. */
  replaceSetupLink(link: { id: string; tokenHash: Uint8Array; expiresAt: Date }): Promise<void>;
  /** False when the link is unknown, used or expired. Single use: the second caller gets false. */
  consumeSetupLink(tx: Transaction, tokenHash: Uint8Array, now: Date): Promise<boolean>;
  /** That `consumeSetupLink` would say yes. */
  hasSetupLink(tokenHash: Uint8Array, now: Date): Promise<boolean>;
  createOwner(tx: Transaction, owner: NewOwner): Promise<void>;
  /** Null also for who is in no team any more. */
  findUserByEmail(email: string): Promise<AccountRecord | null>;
  /** Whether this person came in from that address since then. Of nobody: no. */
  hasSignedInFrom(
    person: { id: string; teamId: string } | null,
    address: string,
    since: Date,
  ): Promise<boolean>;
  /** A right password that waits for its second factor. */
  addPendingSignIn(
    pending: { ticketHash: Uint8Array; userId: string; expiresAt: Date },
    now: Date,
  ): Promise<void>;
  createSession(
    tx: Transaction,
    session: {
      id: string;
      secretHash: Uint8Array;
      userId: string;
      userAgent: string;
      expiresAt: Date;
    },
  ): Promise<void>;
  /** Null when it is unknown, expired, idle or revoked, or its user has no team. Notes that it was seen. */
  findLiveSession(secretHash: Uint8Array, times: SessionTimes): Promise<SessionRecord | null>;
  /** False when it has ended already. */
  revokeSession(tx: Transaction, id: string, now: Date): Promise<boolean>;
  /** Those that are alive, last seen first. */
  listSessions(userId: string, times: SessionTimes): Promise<DeviceRecord[]>;
  /** Answers with what the browser called itself, or with null when the person has no such session, or no longer. */
  revokeSessionOf(
    tx: Transaction,
    session: { id: string; userId: string },
    now: Date,
  ): Promise<{ userAgent: string } | null>;
  /** Answers with how many there were. */
  revokeOtherSessions(
    tx: Transaction,
    kept: { id: string; userId: string },
    now: Date,
  ): Promise<number>;
  /** Answers with the name until now. */
  rename(tx: Transaction, userId: string, name: string): Promise<string>;
  /** Null for who has never set one. */
  findPasswordHash(userId: string): Promise<string | null>;
  /** When a session that is alive began. */
  findSessionStart(sessionId: string): Promise<Date | null>;
  findEmail(userId: string): Promise<string | null>;
  /** As a device is told whose key it holds. */
  requirePerson(userId: string): Promise<{ name: string; email: string }>;
  /** With it every session of the person ends but the one that is kept, and so does a sign-in that is half done. */
  setPassword(
    tx: Transaction,
    change: { userId: string; passwordHash: string; keptSessionId: string | null },
    now: Date,
  ): Promise<void>;
  /** The person, their team and its projects. */
  findViewer(userId: string, sight: Sight): Promise<ViewerRecord | null>;
  /** Of those who may spend the team's money and change its key: owners first, then by how long they are here. */
  listAdminNames(teamId: string): Promise<string[]>;
  saveKeyboard(userId: string, keyboard: Keyboard): Promise<void>;
}
