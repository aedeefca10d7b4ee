import "server-only";

import { deviceName } from "@/lib/account/policy/device";
import { PASSKEY_LABEL_LENGTH_MAX } from "@/lib/account/schema/facts";
import {
  type AddPasskey,
  type AddProof,
  type FactorProof,
  PASSKEY_COUNT_MAX,
  type PasskeyCreation,
} from "@/lib/account/schema/passkey";
import { forAdding, newChallenge, takeChallenge } from "@/lib/account/service/passkey-challenge";
import {
  type AddRefusal,
  type ProofPorts,
  type ProofRefusal,
  proveToAdd,
  proveToRemove,
} from "@/lib/account/service/prove";
import { newRecoveryCodes } from "@/lib/account/service/recovery-codes";
import { byActor } from "@/lib/audit/policy";
import { ConflictError, type Transaction } from "@/lib/ports/database";
import type { MadePasskey } from "@/lib/ports/passkey-ceremonies";
import type { OwnFactors } from "@/lib/ports/passkey-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type OwnPorts = ProofPorts & Pick<Ports, "audit" | "database">;
type TooMany = { code: "too_many_passkeys"; countMax: number };
const TOO_MANY: TooMany = { code: "too_many_passkeys", countMax: PASSKEY_COUNT_MAX };

/** What the browser gives to the device that is to hold the key. */
export async function beginPasskey(
  ports: OwnPorts,
  actor: Actor,
  proof: AddProof,
): Promise<Result<PasskeyCreation, AddRefusal | TooMany>> {
  const { accounts, passkeyCeremonies, passkeys } = ports;
  const { userId: id } = actor;
  const taken = await passkeys.list(id);
  if (taken.length >= PASSKEY_COUNT_MAX) return err(TOO_MANY);
  const proven = await proveToAdd(ports, actor, proof);
  if (!proven.ok) return proven;
  const { name, email } = await accounts.requirePerson(id);
  const challenge = await newChallenge(ports, forAdding(actor));
  return ok(passkeyCeremonies.creation({ challenge, person: { id, name, email }, taken }));
}

/** The first factor of a person comes with recovery codes, which are not to be seen again; else there are none. */
export type AddedPasskey = { recoveryCodes: string[] | null };
type NotAdded = TooMany | { code: "passkey_expired" | "passkey_refused" | "passkey_taken" };

export async function addPasskey(
  ports: OwnPorts,
  actor: Actor,
  { label, answer }: AddPasskey,
): Promise<Result<AddedPasskey, NotAdded>> {
  const challenge = await takeChallenge(ports, answer, forAdding(actor));
  if (challenge === null) return err({ code: "passkey_expired" });
  const made = await ports.passkeyCeremonies.checkNew(answer, challenge);
  if (!made) return err({ code: "passkey_refused" });
  try {
    return await keep(ports, actor, { ...made, label: label || labelOf(actor) });
  } catch (cause) {
    if (cause instanceof ConflictError) return err({ code: "passkey_taken" });
    throw cause;
  }
}

/** Such as `Chrome, macOS`. */
const labelOf = ({ visit }: Actor) =>
  (deviceName(visit?.userAgent ?? "") || "Passkey").slice(0, PASSKEY_LABEL_LENGTH_MAX);

function keep(
  ports: OwnPorts,
  actor: Actor,
  made: MadePasskey & { label: string },
): Promise<Result<AddedPasskey, TooMany>> {
  const { access, accounts, audit, clock, database, passkeys, secondFactors } = ports;
  const { userId, teamId, sessionId } = actor;
  return database.transaction(async (tx) => {
    const [id, at] = [clock.newId(), clock.now()];
    const own = await passkeys.lockFactors(tx, userId);
    if (own.passkeyCount >= PASSKEY_COUNT_MAX) return err(TOO_MANY);
    await passkeys.add(tx, { ...made, id, userId, createdAt: at });
    await audit.record(tx, {
      ...{ ...byActor(actor), action: "passkey_added", at },
      object: { kind: "passkey", id, label: made.label },
    });
    access.note({ action: "passkey.added", actorId: userId, teamId, objectId: id });
    if (own.hasApp || own.passkeyCount > 0) return ok({ recoveryCodes: null });
    const { recoveryCodes, codeHashes } = newRecoveryCodes(ports, userId);
    await secondFactors.replaceRecoveryCodes(tx, userId, codeHashes);
    // They came in with less.
    await accounts.revokeOtherSessions(tx, { id: sessionId, userId }, at);
    return ok({ recoveryCodes });
  });
}

type NotRemoved = ProofRefusal | { code: "not_found" | "required" | "last_way_in" };

/** Every other session of the person ends: the key may have been in somebody else's hands. */
export async function removePasskey(
  ports: OwnPorts,
  actor: Actor,
  { passkeyId, proof }: { passkeyId: string; proof: FactorProof },
): Promise<Result<null, NotRemoved>> {
  const { access, database, passkeys, secondFactors } = ports;
  const { userId, teamId } = actor;
  const isRequired = await secondFactors.isRequired(userId);
  const look = (tx: Transaction) => passkeys.lockFactors(tx, userId);
  // Before a recovery code is used up for nothing.
  const refusal = whyKept(await database.transaction(look), isRequired);
  if (refusal) return err({ code: refusal });
  const proven = await proveToRemove(ports, actor, proof);
  if (!proven.ok) return proven;
  const removed = await database.transaction(async (tx) => {
    const own = await look(tx);
    const stillRefused = whyKept(own, isRequired);
    if (stillRefused) return err({ code: stillRefused });
    return drop(ports, actor, { tx, passkeyId, isLast: isLastFactor(own) });
  });
  if (removed.ok)
    access.note({ action: "passkey.removed", actorId: userId, teamId, objectId: passkeyId });
  return removed;
}

const isLastFactor = ({ hasApp, passkeyCount }: OwnFactors) => !hasApp && passkeyCount <= 1;

function whyKept(own: OwnFactors, isRequired: boolean): "required" | "last_way_in" | null {
  if (isRequired && isLastFactor(own)) return "required";
  return own.passkeyCount === 1 && !own.hasOtherWayIn ? "last_way_in" : null;
}

async function drop(
  { accounts, audit, clock, passkeys, secondFactors }: OwnPorts,
  actor: Actor,
  { tx, passkeyId: id, isLast }: { tx: Transaction; passkeyId: string; isLast: boolean },
): Promise<Result<null, { code: "not_found" }>> {
  const { userId, sessionId } = actor;
  const label = await passkeys.remove(tx, { id, userId });
  if (label === null) return err({ code: "not_found" });
  const at = clock.now();
  if (isLast) await secondFactors.replaceRecoveryCodes(tx, userId, []);
  await accounts.revokeOtherSessions(tx, { id: sessionId, userId }, at);
  await audit.record(tx, {
    ...{ ...byActor(actor), action: "passkey_removed", at },
    object: { kind: "passkey", id, label },
  });
  return ok(null);
}
