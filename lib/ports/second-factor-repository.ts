import type { Transaction } from "@/lib/ports/database";

/** What a secret is sealed to. */
export const factorSecretPlace = (userId: string) => `second_factor:secret:${userId}:1`;

export type SecondFactorRecord = {
  /** Sealed by the vault. */
  secret: string;
  /** Null while it is being set up: it does not count yet. */
  confirmedAt: Date | null;
};

/** Authenticator apps, recovery codes and those who stand at the door between the two steps of a sign-in. */
export interface SecondFactorRepository {
  find(userId: string): Promise<SecondFactorRecord | null>;
  countRecoveryCodes(userId: string): Promise<number>;
  /** Whether the team of this person demands it of them. */
  isRequired(userId: string): Promise<boolean>;
  /** In the place of one that was not confirmed. False when there is one that counts. */
  begin(userId: string, secret: string, now: Date): Promise<boolean>;
  /** It counts from now on, and every session of the person ends but this one. False when it counted already. */
  confirm(
    tx: Transaction,
    factor: {
      userId: string;
      step: number;
      codeHashes: readonly Uint8Array[];
      keptSessionId: string;
    },
    now: Date,
  ): Promise<boolean>;
  /** False when a code of this step or of a later one was taken already. Of two at once one gets true. */
  takeStep(userId: string, step: number): Promise<boolean>;
  /** False when there is no such code. Of two at once one gets true. */
  takeRecoveryCode(userId: string, codeHash: Uint8Array): Promise<boolean>;
  replaceRecoveryCodes(
    tx: Transaction,
    userId: string,
    codeHashes: readonly Uint8Array[],
  ): Promise<void>;
  /**
   * The app; recovery codes go with the last factor. Every session of the person ends but the one that is kept. False
   * when there was none.
   */
  removeApp(
    tx: Transaction,
    factor: { userId: string; keptSessionId: string },
    now: Date,
  ): Promise<boolean>;
  /** The app, all passkeys and the recovery codes; every session of the person ends. False when there was no factor. */
  remove(tx: Transaction, factor: { userId: string }, now: Date): Promise<boolean>;
  /** Whose it is. Null when it is unknown, used or too old, or the person is in no team any more. */
  findPending(
    ticketHash: Uint8Array,
    now: Date,
  ): Promise<{ id: string; teamId: string; name: string; email: string } | null>;
  /** Single use: the second caller gets false. */
  takePending(ticketHash: Uint8Array, now: Date): Promise<boolean>;
}
