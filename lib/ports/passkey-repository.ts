import type { Transaction } from "@/lib/ports/database";

export type PasskeyRecord = {
  id: string;
  /** What the key calls itself, base64url. */
  credentialId: string;
  /** COSE. */
  publicKey: Uint8Array;
  /** How often it has signed, as it says itself; many say 0 for ever. */
  counter: number;
  /** How a browser reaches it, such as `internal` or `usb`. */
  transports: string[];
  label: string;
  createdAt: Date;
  /** Null for one that nobody has used yet. */
  lastUsedAt: Date | null;
};

export type NewPasskey = Omit<PasskeyRecord, "lastUsedAt"> & { userId: string };

/** What a person has to show, besides their password and in its place. */
export type OwnFactors = {
  /** An authenticator app that counts. */
  hasApp: boolean;
  passkeyCount: number;
  /** A password, or a sign-in service that is connected. */
  hasOtherWayIn: boolean;
};

/** Whose key it is, as the door knows them. */
export type PasskeyOwner = { id: string; teamId: string; name: string; email: string };

export interface PasskeyRepository {
  /** Oldest first. */
  list(userId: string): Promise<PasskeyRecord[]>;
  /** Null when nobody has it, or whoever has it is in no team any more. */
  findByCredential(
    credentialId: string,
  ): Promise<{ passkey: PasskeyRecord; owner: PasskeyOwner } | null>;
  /** Those whose time is over go. */
  addChallenge(challenge: { hash: Uint8Array; expiresAt: Date }, now: Date): Promise<void>;
  /** Single use: the second caller gets false, and so does who comes too late. */
  takeChallenge(hash: Uint8Array, now: Date): Promise<boolean>;
  /** False when the counter has not gone on since: of two at once one gets true. */
  noteUse(use: { id: string; counter: number }, now: Date): Promise<boolean>;
  /** Until the transaction ends nobody else changes what this person has. */
  lockFactors(tx: Transaction, userId: string): Promise<OwnFactors>;
  /** @throws {ConflictError} when somebody has it already. */
  add(tx: Transaction, passkey: NewPasskey): Promise<void>;
  /** Answers with what it was called, or with null when the person has no such passkey. */
  remove(tx: Transaction, passkey: { id: string; userId: string }): Promise<string | null>;
}
