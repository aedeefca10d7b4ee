import type { Transaction } from "@/lib/ports/database";
import type { Role } from "@/lib/shared/actor";

export type MemberRecord = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** Null for who has never been here. */
  lastSeenAt: Date | null;
  hasSecondFactor: boolean;
};

export type NewInvitation = {
  id: string;
  email: string;
  role: Role;
  tokenHash: Uint8Array;
  invitedById: string;
  createdAt: Date;
  expiresAt: Date;
};

export type InvitationRecord = {
  id: string;
  teamId: string;
  teamName: string;
  email: string;
  role: Role;
  invitedBy: string;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
};

export type NewMember = {
  /** Of the account, where there is none with this address yet. */
  id: string;
  teamId: string;
  email: string;
  role: Role;
  name: string;
  /** Null for who comes in through a sign-in service. */
  passwordHash: string | null;
};

export interface PeopleRepository {
  /** Until the transaction ends nobody else changes who is in the team. */
  lock(tx: Transaction, teamId: string): Promise<void>;
  /** Owners first, then by how long they are here. */
  listMembers(teamId: string): Promise<MemberRecord[]>;
  /** Null for who is not of the team. */
  findRole(tx: Transaction, teamId: string, userId: string): Promise<Role | null>;
  /** Null for who is not of the team. */
  findMember(
    tx: Transaction,
    teamId: string,
    userId: string,
  ): Promise<{ role: Role; name: string } | null>;
  hasMember(tx: Transaction, teamId: string, email: string): Promise<boolean>;
  countOwners(tx: Transaction, teamId: string): Promise<number>;
  /** Whether owners and admins need a second factor. */
  isFactorRequired(teamId: string): Promise<boolean>;
  /** False when that is how it was already. */
  requireFactor(tx: Transaction, teamId: string, isRequired: boolean): Promise<boolean>;
  /** An app or a passkey. */
  hasFactor(tx: Transaction, userId: string): Promise<boolean>;
  /** The app, all passkeys and the recovery codes; every session of the person ends. False when there was no factor. */
  removeFactor(
    tx: Transaction,
    member: { teamId: string; userId: string },
    now: Date,
  ): Promise<boolean>;
  setRole(tx: Transaction, member: { teamId: string; userId: string; role: Role }): Promise<void>;
  /** What the person made stays; every session of theirs ends. */
  removeMember(
    tx: Transaction,
    member: { teamId: string; userId: string },
    now: Date,
  ): Promise<void>;
  /** Neither used nor revoked, newest first; some may have expired. */
  listInvitations(teamId: string): Promise<InvitationRecord[]>;
  /** The one that was open for this address no longer works. */
  addInvitation(tx: Transaction, teamId: string, invitation: NewInvitation): Promise<void>;
  /** One that is neither used nor revoked. */
  findInvitation(
    tx: Transaction,
    teamId: string,
    id: string,
  ): Promise<{ email: string; role: Role } | null>;
  revokeInvitation(tx: Transaction, id: string, now: Date): Promise<void>;
  /** Those that this person has made for any of these roles and that nobody has used. */
  revokeInvitationsBy(
    tx: Transaction,
    made: { teamId: string; invitedById: string; roles: readonly Role[] },
    now: Date,
  ): Promise<void>;
  findInvitationByToken(tokenHash: Uint8Array): Promise<InvitationRecord | null>;
  /** Null when it is not open. Single use: the second caller gets null. */
  consumeInvitation(
    tx: Transaction,
    tokenHash: Uint8Array,
    now: Date,
  ): Promise<{ id: string; teamId: string; email: string; role: Role } | null>;
  /**
   * Answers with the id of the account, and whether it was there before: somebody who comes back.
   *
   * @throws {ConflictError} when the address is that of somebody who is in a team.
   */
  admit(tx: Transaction, member: NewMember): Promise<{ userId: string; isBack: boolean }>;
}
