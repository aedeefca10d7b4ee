import "server-only";

import type {
  AddProof,
  FactorProof,
  PasskeyAnswer,
  PasskeyRequest,
} from "@/lib/account/schema/passkey";
import { type CodePorts, type CodeRefusal, takeCode } from "@/lib/account/service/check-code";
import {
  checkPasskey,
  type PasskeyPorts,
  type PasskeyRefusal,
} from "@/lib/account/service/check-passkey";
import {
  checkOwnPassword,
  checkRecentSignIn,
  type OwnPasswordPorts,
  type OwnPasswordRefusal,
} from "@/lib/account/service/own-password";
import { forProof, newChallenge } from "@/lib/account/service/passkey-challenge";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

export type ProofPorts = CodePorts & OwnPasswordPorts & PasskeyPorts;
export type AddRefusal = OwnPasswordRefusal | PasskeyRefusal;
export type ProofRefusal = AddRefusal | CodeRefusal | { code: "not_on" };

/** What a browser asks a device for, so that the person in the session shows who they are once more. */
export async function beginProof(
  ports: ProofPorts,
  actor: Actor,
): Promise<Result<PasskeyRequest, { code: "not_on" }>> {
  const allowed = await ports.passkeys.list(actor.userId);
  if (allowed.length === 0) return err({ code: "not_on" });
  const challenge = await newChallenge(ports, forProof(actor));
  return ok(ports.passkeyCeremonies.request({ challenge, allowed }));
}

/** The password, or a passkey that is there: whoever found a screen that stands open adds nothing of their own. */
export async function proveToAdd(
  ports: ProofPorts,
  actor: Actor,
  proof: AddProof,
): Promise<Result<null, AddRefusal>> {
  if ("passkey" in proof) return provePasskey(ports, actor, proof.passkey);
  return proveSelf(ports, actor, "password" in proof ? proof.password : null);
}

/** Null: for whoever has no password. */
export const proveSelf = (ports: OwnPasswordPorts, actor: Actor, password: string | null) =>
  password === null ? checkRecentSignIn(ports, actor) : checkOwnPassword(ports, actor, password);

/** The password and a code, or a passkey: nobody takes a factor away with less than it takes to come in. */
export async function proveToRemove(
  ports: ProofPorts,
  actor: Actor,
  proof: FactorProof,
): Promise<Result<null, ProofRefusal>> {
  const { access, passkeys, secondFactors } = ports;
  const { userId, teamId } = actor;
  if ("passkey" in proof) return provePasskey(ports, actor, proof.passkey);
  const isOn = (await secondFactors.find(userId))?.confirmedAt;
  if (!isOn && (await passkeys.list(userId)).length === 0) return err({ code: "not_on" });
  const checked = await proveSelf(ports, actor, "password" in proof ? proof.password : null);
  if (!checked.ok) return checked;
  const taken = await takeCode(ports, userId, proof.code);
  if (taken.ok) return ok(null);
  const facts = { code: taken.error.code };
  access.note({
    ...{ action: "second_factor.refused", actorId: userId, teamId, objectId: userId, facts },
  });
  return taken;
}

async function provePasskey(
  ports: ProofPorts,
  actor: Actor,
  answer: PasskeyAnswer,
): Promise<Result<null, PasskeyRefusal>> {
  const client = actor.visit?.address ?? "";
  const asked = { purpose: forProof(actor), client, userId: actor.userId };
  const checked = await checkPasskey(ports, answer, asked);
  if (checked.ok) return ok(null);
  const { owner: _, ...refusal } = checked.error;
  return err(refusal);
}
