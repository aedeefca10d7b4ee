import "server-only";

import { CODE_TRIES, typedCode } from "@/lib/account/policy/second-factor";
import type { AddProof, FactorProof } from "@/lib/account/schema/passkey";
import { type CodeRefusal, codeKey } from "@/lib/account/service/check-code";
import {
  type AddRefusal,
  type ProofPorts,
  type ProofRefusal,
  proveToAdd,
  proveToRemove,
} from "@/lib/account/service/prove";
import { newRecoveryCodes } from "@/lib/account/service/recovery-codes";
import { byActor } from "@/lib/audit/policy";
import type { CodePicture } from "@/lib/ports/factor-codes";
import type { PasskeyRecord } from "@/lib/ports/passkey-repository";
import type { Ports } from "@/lib/ports/ports";
import { factorSecretPlace } from "@/lib/ports/second-factor-repository";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

export type FactorPorts = ProofPorts & Pick<Ports, "audit" | "database">;

export type FactorState = {
  /** Of the app. Null: there is none. */
  since: Date | null;
  recoveryCodesLeft: number;
  /** The team demands a second factor of this person. */
  isRequired: boolean;
  hasPassword: boolean;
  /** Oldest first. */
  passkeys: PasskeyRecord[];
};

export async function findFactor(
  { accounts, passkeys, secondFactors }: Pick<Ports, "accounts" | "passkeys" | "secondFactors">,
  { userId }: Actor,
): Promise<FactorState> {
  const [factor, recoveryCodesLeft, isRequired, own, passwordHash] = await Promise.all([
    secondFactors.find(userId),
    secondFactors.countRecoveryCodes(userId),
    secondFactors.isRequired(userId),
    passkeys.list(userId),
    accounts.findPasswordHash(userId),
  ]);
  const since = factor?.confirmedAt ?? null;
  const hasPassword = passwordHash !== null;
  return { since, recoveryCodesLeft, isRequired, hasPassword, passkeys: own };
}

/** What the person gives their app. It counts once a code has confirmed it. */
export async function beginFactor(
  ports: FactorPorts,
  actor: Actor,
  proof: AddProof,
): Promise<Result<{ secret: string; picture: CodePicture }, AddRefusal | { code: "already_on" }>> {
  const { accounts, clock, factorCodes, secondFactors, vault } = ports;
  const proven = await proveToAdd(ports, actor, proof);
  if (!proven.ok) return proven;
  const { userId } = actor;
  const secret = factorCodes.newSecret();
  const sealed = vault.seal(secret, factorSecretPlace(userId));
  if (!(await secondFactors.begin(userId, sealed, clock.now()))) return err({ code: "already_on" });
  const email = (await accounts.findEmail(userId)) ?? "";
  return ok({ secret, picture: factorCodes.draw(secret, email) });
}

/** Switches it on. Answers with the recovery codes, which are not to be seen again. */
export async function confirmFactor(
  ports: FactorPorts,
  actor: Actor,
  text: string,
): Promise<Result<{ recoveryCodes: string[] }, CodeRefusal | { code: "not_begun" }>> {
  const { access, audit, clock, database, factorCodes, secondFactors, throttle, vault } = ports;
  const { userId, teamId, sessionId } = actor;
  const waitMs = await throttle.take(codeKey(userId), CODE_TRIES, clock.now());
  if (waitMs > 0) return err({ code: "too_many_tries", waitSeconds: Math.ceil(waitMs / 1_000) });
  const factor = await secondFactors.find(userId);
  if (!factor || factor.confirmedAt) return err({ code: "not_begun" });
  const secret = vault.open(factor.secret, factorSecretPlace(userId));
  const step = factorCodes.stepOf(secret, typedCode(text).text, clock.now());
  if (step === null) return err({ code: "wrong_code" });
  const { recoveryCodes, codeHashes } = newRecoveryCodes(ports, userId);
  const confirmed = { userId, step, codeHashes, keptSessionId: sessionId };
  const isOn = await database.transaction(async (tx) => {
    const at = clock.now();
    if (!(await secondFactors.confirm(tx, confirmed, at))) return false;
    await audit.record(tx, { ...byActor(actor), action: "second_factor_added", at });
    return true;
  });
  if (!isOn) return err({ code: "not_begun" });
  await throttle.forget(codeKey(userId), clock.now());
  access.note({ action: "second_factor.on", actorId: userId, teamId, objectId: userId });
  return ok({ recoveryCodes });
}

/** The app. Every other session of the person ends. */
export async function removeFactor(
  ports: FactorPorts,
  actor: Actor,
  proof: FactorProof,
): Promise<Result<null, ProofRefusal | { code: "required" }>> {
  const { access, audit, clock, database, passkeys, secondFactors } = ports;
  const { userId, teamId, sessionId } = actor;
  const isRequired = await secondFactors.isRequired(userId);
  // Before a code is used up for nothing.
  if (isRequired && (await passkeys.list(userId)).length === 0) return err({ code: "required" });
  const proven = await proveToRemove(ports, actor, proof);
  if (!proven.ok) return proven;
  const isOff = await database.transaction(async (tx) => {
    const at = clock.now();
    const { passkeyCount } = await passkeys.lockFactors(tx, userId);
    if (isRequired && passkeyCount === 0) return false;
    if (await secondFactors.removeApp(tx, { userId, keptSessionId: sessionId }, at))
      await audit.record(tx, { ...byActor(actor), action: "second_factor_removed", at });
    return true;
  });
  if (!isOff) return err({ code: "required" });
  access.note({ action: "second_factor.off", actorId: userId, teamId, objectId: userId });
  return ok(null);
}

/** Those that were there before no longer work. */
export async function renewRecoveryCodes(
  ports: FactorPorts,
  actor: Actor,
  proof: FactorProof,
): Promise<Result<{ recoveryCodes: string[] }, ProofRefusal>> {
  const proven = await proveToRemove(ports, actor, proof);
  if (!proven.ok) return proven;
  const { userId, teamId } = actor;
  const { recoveryCodes, codeHashes } = newRecoveryCodes(ports, userId);
  await ports.database.transaction(async (tx) => {
    await ports.secondFactors.replaceRecoveryCodes(tx, userId, codeHashes);
    const at = ports.clock.now();
    await ports.audit.record(tx, { ...byActor(actor), action: "recovery_codes_renewed", at });
  });
  ports.access.note({
    ...{ action: "recovery_codes.renewed", actorId: userId, teamId, objectId: userId },
  });
  return ok({ recoveryCodes });
}
