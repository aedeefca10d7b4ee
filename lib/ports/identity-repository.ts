import type { FactorWays } from "@/lib/account/schema/second-factor";
import type { ServiceId } from "@/lib/account/schema/sign-in-service";
import type { Transaction } from "@/lib/ports/database";
import type { PasskeyOwner } from "@/lib/ports/passkey-repository";
import type { Role } from "@/lib/shared/actor";

/** What makes somebody of a sign-in service one and the same: its own name and its name for them. */
export type IdentityKey = { issuer: string; subject: string };

export type NewIdentity = IdentityKey & { userId: string; service: ServiceId; email: string };

/** One that a person has connected. */
export type OwnIdentity = { service: ServiceId; email: string; connectedAt: Date };

/** What a person can come in with. */
export type WaysIn = { hasPassword: boolean; passkeyCount: number; identityCount: number };

export type ConsumedInvitation = { id: string; teamId: string; email: string; role: Role };

export interface IdentityRepository {
  /** Null when nobody has connected it, or whoever has is in no team any more. Notes that it was used. */
  use(key: IdentityKey, now: Date): Promise<(PasskeyOwner & { ways: FactorWays }) | null>;
  /** Oldest first. */
  list(userId: string): Promise<OwnIdentity[]>;
  /** In the place of one of somebody who is in no team any more. */
  add(tx: Transaction, identity: NewIdentity, now: Date): Promise<void>;
  /** Until the transaction ends nobody else changes what this person comes in with. */
  lockWaysIn(tx: Transaction, userId: string): Promise<WaysIn>;
  /** False when there was none. */
  remove(tx: Transaction, identity: { userId: string; service: ServiceId }): Promise<boolean>;
  /** In the place of one that was begun before in this session. */
  beginConnection(
    pending: { sessionId: string; service: ServiceId; expiresAt: Date },
    now: Date,
  ): Promise<void>;
  /** Single use: the second caller gets false, and so does who comes too late. */
  takeConnection(pending: { sessionId: string; service: ServiceId }, now: Date): Promise<boolean>;
  /** The newest one that is open for this address, used up. Of two at once one gets it. */
  consumeInvitationFor(
    tx: Transaction,
    email: string,
    now: Date,
  ): Promise<ConsumedInvitation | null>;
  /** The one that was set up with the studio. */
  findFirstTeamId(tx: Transaction): Promise<string | null>;
}
