import type {
  NewPasskeyAnswer,
  PasskeyAnswer,
  PasskeyCreation,
  PasskeyRequest,
} from "@/lib/account/schema/passkey";

type KnownPasskey = { credentialId: string; transports: readonly string[] };

/** What a device has made: its public half. */
export type MadePasskey = {
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: string[];
};

/**
 * What WebAuthn says and checks (Level 3): the address of the studio and its host name are part of everything that
 * is signed, and a key counts only for whoever has just shown that they are there and who they are.
 */
export interface PasskeyCeremonies {
  /** What the browser gives to a device for a new key. `taken` are not made again. */
  creation(asked: {
    /** base64url, as everything of this kind. */
    challenge: string;
    person: { id: string; name: string; email: string };
    taken: readonly KnownPasskey[];
  }): PasskeyCreation;
  /** What the browser gives to a device that is to sign. Empty: whichever key the person chooses. */
  request(asked: { challenge: string; allowed: readonly KnownPasskey[] }): PasskeyRequest;
  /** The challenge that was signed, which is not to be believed yet. Null when there is none. */
  challengeOf(answer: PasskeyAnswer | NewPasskeyAnswer): string | null;
  /** Null when it is not an answer to this challenge at this address. */
  checkNew(answer: NewPasskeyAnswer, challenge: string): Promise<MadePasskey | null>;
  /**
   * Null when this key has not signed this challenge at this address for this person, or its counter went back.
   */
  check(
    answer: PasskeyAnswer,
    by: {
      challenge: string;
      userId: string;
      passkey: { credentialId: string; publicKey: Uint8Array; counter: number };
    },
  ): Promise<{ counter: number } | null>;
}
