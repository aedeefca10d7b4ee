import "server-only";

import { CODE_TRIES, RECOVERY_CODE_COUNT, typedCode } from "@/lib/account/policy/second-factor";
import type { FactorProof } from "@/lib/account/schema/second-factor";
import {
  type CodePorts,
  type CodeRefusal,
  codeKey,
  recoveryHash,
  takeCode,
} from "@/lib/account/service/check-code";
import {
  checkOwnPassword,
  type OwnPasswordPorts,
  type OwnPasswordRefusal,
} from "@/lib/account/service/own-password";
import { byActor } from "@/lib/audit/policy";
import type { CodePicture } from "@/lib/ports/factor-codes";
import type { Ports } from "@/lib/ports/ports";
import { factorSecretPlace } from "@/lib/ports/second-factor-repository";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

export type FactorPorts = CodePorts & OwnPasswordPorts & Pick<Ports, "audit" | "database">;

export type FactorState = {
  /** Null: it is off. */
  since: Date | null;
  recoveryCodesLeft: number;
  /** The team demands it of this person. */
  isRequired: boolean;
};

export async function findFactor(
  { secondFactors }: Pick<Ports, "secondFactors">,
  { userId }: Actor,
): Promise<FactorState> {
  const [factor, recoveryCodesLeft, isRequired] = await Promise.all([
    secondFactors.find(userId),
    secondFactors.countRecoveryCodes(userId),
    secondFactors.isRequired(userId),
  ]);
  return { since: factor?.confirmedAt ?? null, recoveryCodesLeft, isRequired };
}

/** What the person gives their app. It counts once a code has confirmed it. */
export async function beginFactor(
  ports: FactorPorts,
  actor: Actor,
  password: string,
): Promise<
  Result<{ secret: string; picture: CodePicture }, OwnPasswordRefusal | { code: "already_on" }>
> {
  const { accounts, clock, factorCodes, secondFactors, vault } = ports;
  const checked = await checkOwnPassword(ports, actor, password);
  if (!checked.ok) return checked;
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

type ProofRefusal = OwnPasswordRefusal | CodeRefusal | { code: "not_on" };

/** The password and the factor itself: nobody changes it from a screen that stands open. */
async function prove(
  ports: FactorPorts,
  actor: Actor,
  { password, code }: FactorProof,
): Promise<Result<null, ProofRefusal>> {
  const { userId, teamId } = actor;
  const factor = await ports.secondFactors.find(userId);
  if (!factor?.confirmedAt) return err({ code: "not_on" });
  const checked = await checkOwnPassword(ports, actor, password);
  if (!checked.ok) return checked;
  const taken = await takeCode(ports, userId, code);
  if (taken.ok) return ok(null);
  const facts = { code: taken.error.code };
  ports.access.note({
    ...{ action: "second_factor.refused", actorId: userId, teamId, objectId: userId, facts },
  });
  return taken;
}

/** Every other session of the person ends. */
export async function removeFactor(
  ports: FactorPorts,
  actor: Actor,
  proof: FactorProof,
): Promise<Result<null, ProofRefusal | { code: "required" }>> {
  const { access, audit, clock, database, secondFactors } = ports;
  const { userId, teamId, sessionId } = actor;
  if (await secondFactors.isRequired(userId)) return err({ code: "required" });
  const proven = await prove(ports, actor, proof);
  if (!proven.ok) return proven;
  await database.transaction(async (tx) => {
    const at = clock.now();
    if (await secondFactors.remove(tx, { userId, keptSessionId: sessionId }, at))
      await audit.record(tx, { ...byActor(actor), action: "second_factor_removed", at });
  });
  access.note({ action: "second_factor.off", actorId: userId, teamId, objectId: userId });
  return ok(null);
}

/** Those that were there before no longer work. */
export async function renewRecoveryCodes(
  ports: FactorPorts,
  actor: Actor,
  proof: FactorProof,
): Promise<Result<{ recoveryCodes: string[] }, ProofRefusal>> {
  const proven = await prove(ports, actor, proof);
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

function newRecoveryCodes(ports: Pick<Ports, "factorCodes" | "tokens">, userId: string) {
  const recoveryCodes = Array.from({ length: RECOVERY_CODE_COUNT }, () =>
    ports.factorCodes.newRecoveryCode(),
  );
  return {
    recoveryCodes,
    codeHashes: recoveryCodes.map((code) => recoveryHash(ports, userId, code)),
  };
}
