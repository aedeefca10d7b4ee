import "server-only";

import { ACCOUNT_TRIES } from "@/lib/account/policy";
import type { PasskeyAnswer } from "@/lib/account/schema/passkey";
import { type ChallengePorts, takeChallenge } from "@/lib/account/service/passkey-challenge";
import type { PasskeyOwner, PasskeyRecord } from "@/lib/ports/passkey-repository";
import type { Ports } from "@/lib/ports/ports";
import { err, ok, type Result } from "@/lib/shared/result";

export type PasskeyPorts = ChallengePorts & Pick<Ports, "access" | "throttle">;
export type PasskeyRefusal =
  /** Nobody here has it, or not whoever it was asked of. */
  | { code: "passkey_unknown" }
  /** The question was answered already, or too late. */
  | { code: "passkey_expired" }
  /** Signed for another address, by another key, without a look at who is there, or by a copy. */
  | { code: "passkey_refused" }
  /** `waitSeconds` until a try is looked at again. */
  | { code: "too_many_tries"; waitSeconds: number };

type Asked = {
  purpose: string;
  /** Where the answer comes from. */
  client: string;
  /** Whose passkey it has to be; null for anybody's. */
  userId: string | null;
};

/** Whose passkey has signed. `owner` stands beside a refusal where it is known whose it was. */
export async function checkPasskey(
  ports: PasskeyPorts,
  answer: PasskeyAnswer,
  { purpose, client, userId }: Asked,
): Promise<Result<PasskeyOwner, PasskeyRefusal & { owner?: PasskeyOwner }>> {
  const { clock, passkeys, throttle } = ports;
  const key = `passkey ${answer.id} ${client}`;
  const waitMs = await throttle.take(key, ACCOUNT_TRIES, clock.now());
  if (waitMs > 0) return err({ code: "too_many_tries", waitSeconds: Math.ceil(waitMs / 1_000) });
  const challenge = await takeChallenge(ports, answer, purpose);
  if (challenge === null) return err({ code: "passkey_expired" });
  const found = await passkeys.findByCredential(answer.id);
  if (!found || (userId !== null && found.owner.id !== userId))
    return err({ code: "passkey_unknown" });
  const { owner, passkey } = found;
  if (!(await hasSigned(ports, { answer, challenge, passkey, userId: owner.id }))) {
    note(ports, owner, { action: "passkey.refused", objectId: passkey.id });
    return err({ code: "passkey_refused", owner });
  }
  await throttle.forget(key, clock.now());
  note(ports, owner, { action: "passkey.used", objectId: passkey.id });
  return ok(owner);
}

const note = (
  { access }: PasskeyPorts,
  { id: actorId, teamId }: PasskeyOwner,
  noted: { action: string; objectId: string },
) => access.note({ ...noted, actorId, teamId });

type Signed = { answer: PasskeyAnswer; challenge: string; passkey: PasskeyRecord; userId: string };

async function hasSigned(
  { clock, passkeyCeremonies, passkeys }: PasskeyPorts,
  { answer, ...by }: Signed,
): Promise<boolean> {
  const checked = await passkeyCeremonies.check(answer, by);
  if (!checked) return false;
  return passkeys.noteUse({ id: by.passkey.id, counter: checked.counter }, clock.now());
}
