import "server-only";

import { PASSKEY_CHALLENGE_LIFETIME_MS } from "@/lib/account/policy/second-factor";
import type { NewPasskeyAnswer, PasskeyAnswer } from "@/lib/account/schema/passkey";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";

export type ChallengePorts = Pick<Ports, "clock" | "passkeyCeremonies" | "passkeys" | "tokens">;

// What a challenge was asked for is part of its hash: it counts for nothing else, and in no other session.
export const FOR_DOOR = "to come in";
export const forSecondStep = (ticket: string) => `after the password of ${ticket}`;
export const forAdding = ({ sessionId }: Actor) => `to add a passkey in session ${sessionId}`;
export const forProof = ({ sessionId }: Actor) => `to prove oneself in session ${sessionId}`;

const hashOf = ({ tokens }: ChallengePorts, challenge: string, purpose: string) =>
  tokens.hash(`passkey challenge ${purpose}: ${challenge}`);

export async function newChallenge(ports: ChallengePorts, purpose: string): Promise<string> {
  const { clock, passkeys, tokens } = ports;
  const challenge = tokens.newToken();
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + PASSKEY_CHALLENGE_LIFETIME_MS);
  await passkeys.addChallenge({ hash: hashOf(ports, challenge, purpose), expiresAt }, now);
  return challenge;
}

/** Used up, whatever else is wrong with the answer. Null when it is not ours, too old, used, or for something else. */
export async function takeChallenge(
  ports: ChallengePorts,
  answer: PasskeyAnswer | NewPasskeyAnswer,
  purpose: string,
): Promise<string | null> {
  const challenge = ports.passkeyCeremonies.challengeOf(answer);
  if (challenge === null) return null;
  const hash = hashOf(ports, challenge, purpose);
  return (await ports.passkeys.takeChallenge(hash, ports.clock.now())) ? challenge : null;
}
