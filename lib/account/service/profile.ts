import "server-only";

import type { ChangePassword } from "@/lib/account/schema/profile";
import {
  checkOwnPassword,
  type OwnPasswordPorts,
  type OwnPasswordRefusal,
} from "@/lib/account/service/own-password";
import type { DeviceRecord } from "@/lib/ports/account-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type ProfilePorts = Pick<Ports, "accounts" | "access" | "clock">;

export async function renameSelf(
  { accounts }: Pick<Ports, "accounts">,
  { userId }: Actor,
  name: string,
): Promise<Result<null, never>> {
  await accounts.rename(userId, name);
  return ok(null);
}

/** Every other session of the person ends. */
export async function changePassword(
  ports: OwnPasswordPorts,
  actor: Actor,
  { current, next }: ChangePassword,
): Promise<Result<null, OwnPasswordRefusal>> {
  const { userId, teamId, sessionId } = actor;
  const checked = await checkOwnPassword(ports, actor, current);
  if (!checked.ok) return checked;
  const passwordHash = await ports.passwords.hash(next);
  await ports.accounts.setPassword(
    { userId, passwordHash, keptSessionId: sessionId },
    ports.clock.now(),
  );
  ports.access.note({ action: "password.changed", actorId: userId, teamId, objectId: userId });
  return ok(null);
}

/** Where the person is signed in, last seen first. */
export const listDevices = (
  { accounts, clock }: Pick<Ports, "accounts" | "clock">,
  { userId }: Actor,
): Promise<DeviceRecord[]> => accounts.listSessions(userId, clock.now());

export async function closeDevice(
  { access, accounts, clock }: ProfilePorts,
  { userId, teamId }: Actor,
  sessionId: string,
): Promise<Result<null, { code: "not_found" }>> {
  if (!(await accounts.revokeSessionOf(userId, sessionId, clock.now()))) {
    return err({ code: "not_found" });
  }
  access.note({ action: "session.revoked", actorId: userId, teamId, objectId: sessionId });
  return ok(null);
}

/** All but the one that asks. */
export async function closeOtherDevices(
  { access, accounts, clock }: ProfilePorts,
  { userId, teamId, sessionId }: Actor,
): Promise<Result<null, never>> {
  await accounts.revokeOtherSessions(userId, sessionId, clock.now());
  access.note({ action: "session.others_revoked", actorId: userId, teamId, objectId: userId });
  return ok(null);
}

/** For the operator, who proves themselves by their place at the machine. Every session of the person ends. */
export async function resetPassword(
  ports: Pick<Ports, "accounts" | "clock" | "passwords" | "tokens">,
  email: string,
): Promise<Result<{ password: string }, { code: "not_found" }>> {
  const user = await ports.accounts.findUserByEmail(email);
  if (!user) return err({ code: "not_found" });
  const password = ports.tokens.newToken();
  const passwordHash = await ports.passwords.hash(password);
  const changed = { userId: user.id, passwordHash, keptSessionId: null };
  await ports.accounts.setPassword(changed, ports.clock.now());
  return ok({ password });
}
