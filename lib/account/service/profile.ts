import "server-only";

import { sessionTimes } from "@/lib/account/policy";
import { deviceName } from "@/lib/account/policy/device";
import type { ChangePassword } from "@/lib/account/schema/profile";
import {
  checkOwnPassword,
  checkRecentSignIn,
  type OwnPasswordPorts,
  type OwnPasswordRefusal,
} from "@/lib/account/service/own-password";
import { BY_OPERATOR, byActor } from "@/lib/audit/policy";
import type { DeviceRecord } from "@/lib/ports/account-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type WritePorts = Pick<Ports, "accounts" | "audit" | "clock" | "database">;
type ProfilePorts = WritePorts & Pick<Ports, "access">;

export async function renameSelf(
  { accounts, audit, clock, database }: WritePorts,
  actor: Actor,
  name: string,
): Promise<Result<null, never>> {
  await database.transaction(async (tx) => {
    const before = await accounts.rename(tx, actor.userId, name);
    if (before === name) return;
    await audit.record(tx, {
      ...{ ...byActor(actor), action: "person_renamed", at: clock.now() },
      object: { kind: "person", id: actor.userId, label: name },
      ...{ before: { name: before }, after: { name } },
    });
  });
  return ok(null);
}

/** Every other session of the person ends. */
export async function changePassword(
  ports: OwnPasswordPorts & WritePorts,
  actor: Actor,
  { current, next }: ChangePassword,
): Promise<Result<null, OwnPasswordRefusal>> {
  const { userId, teamId, sessionId } = actor;
  const checked = await (current === null
    ? checkRecentSignIn(ports, actor)
    : checkOwnPassword(ports, actor, current));
  if (!checked.ok) return checked;
  const passwordHash = await ports.passwords.hash(next);
  const at = ports.clock.now();
  await ports.database.transaction(async (tx) => {
    const change = { userId, passwordHash, keptSessionId: sessionId };
    await ports.accounts.setPassword(tx, change, at);
    await ports.audit.record(tx, { ...byActor(actor), action: "password_changed", at });
  });
  ports.access.note({ action: "password.changed", actorId: userId, teamId, objectId: userId });
  return ok(null);
}

/** Where the person is signed in, last seen first. */
export const listDevices = (
  { accounts, clock }: Pick<Ports, "accounts" | "clock">,
  { userId }: Actor,
): Promise<DeviceRecord[]> => accounts.listSessions(userId, sessionTimes(clock.now()));

export async function closeDevice(
  { access, accounts, audit, clock, database }: ProfilePorts,
  actor: Actor,
  sessionId: string,
): Promise<Result<null, { code: "not_found" }>> {
  const { userId, teamId } = actor;
  const closed = await database.transaction(async (tx) => {
    const at = clock.now();
    const session = await accounts.revokeSessionOf(tx, { id: sessionId, userId }, at);
    if (!session) return false;
    await audit.record(tx, {
      ...{ ...byActor(actor), action: "device_signed_out", at },
      object: { kind: "session", id: sessionId, label: deviceName(session.userAgent) },
    });
    return true;
  });
  if (!closed) return err({ code: "not_found" });
  access.note({ action: "session.revoked", actorId: userId, teamId, objectId: sessionId });
  return ok(null);
}

/** All but the one that asks. */
export async function closeOtherDevices(
  { access, accounts, audit, clock, database }: ProfilePorts,
  actor: Actor,
): Promise<Result<null, never>> {
  const { userId, teamId, sessionId } = actor;
  await database.transaction(async (tx) => {
    const at = clock.now();
    if ((await accounts.revokeOtherSessions(tx, { id: sessionId, userId }, at)) > 0)
      await audit.record(tx, { ...byActor(actor), action: "other_devices_signed_out", at });
  });
  access.note({ action: "session.others_revoked", actorId: userId, teamId, objectId: userId });
  return ok(null);
}

/** For the operator, who proves themselves by their place at the machine. Every session of the person ends. */
export async function resetPassword(
  ports: WritePorts & Pick<Ports, "passwords" | "tokens">,
  email: string,
): Promise<Result<{ password: string }, { code: "not_found" }>> {
  const user = await ports.accounts.findUserByEmail(email);
  if (!user) return err({ code: "not_found" });
  const password = ports.tokens.newToken();
  const passwordHash = await ports.passwords.hash(password);
  const changed = { userId: user.id, passwordHash, keptSessionId: null };
  const at = ports.clock.now();
  await ports.database.transaction(async (tx) => {
    await ports.accounts.setPassword(tx, changed, at);
    await ports.audit.record(tx, {
      ...{ teamId: user.teamId, author: BY_OPERATOR, action: "password_reset", at },
      object: { kind: "person", id: user.id, label: user.name },
    });
  });
  return ok({ password });
}
