import "server-only";

import { ACCOUNT_TRIES } from "@/lib/account/policy";
import { RECENT_SIGN_IN_MS } from "@/lib/account/policy/sign-in-service";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

export type OwnPasswordPorts = Pick<
  Ports,
  "access" | "accounts" | "clock" | "passwords" | "throttle"
>;
export type OwnPasswordRefusal =
  | { code: "wrong_password" }
  /** `waitSeconds` until a try is looked at again. */
  | { code: "too_many_tries"; waitSeconds: number }
  /** There is no password, and the person has signed in too long ago. */
  | { code: "sign_in_again" };

/** Whoever found a screen that stands open does not guess the password from it. */
export async function checkOwnPassword(
  { access, accounts, clock, passwords, throttle }: OwnPasswordPorts,
  { userId, teamId }: Actor,
  password: string,
): Promise<Result<null, OwnPasswordRefusal>> {
  const key = `own password ${userId}`;
  const waitMs = await throttle.take(key, ACCOUNT_TRIES, clock.now());
  if (waitMs > 0) return err({ code: "too_many_tries", waitSeconds: Math.ceil(waitMs / 1_000) });
  if (!(await passwords.verify(password, await accounts.findPasswordHash(userId)))) {
    access.note({ action: "password.refused", actorId: userId, teamId, objectId: userId });
    return err({ code: "wrong_password" });
  }
  await throttle.forget(key, clock.now());
  return ok(null);
}

/** Stands in for the password of whoever has none. */
export async function checkRecentSignIn(
  { accounts, clock }: Pick<OwnPasswordPorts, "accounts" | "clock">,
  { userId, sessionId }: Actor,
): Promise<Result<null, OwnPasswordRefusal>> {
  if ((await accounts.findPasswordHash(userId)) !== null) return err({ code: "wrong_password" });
  const since = await accounts.findSessionStart(sessionId);
  const isRecent = since !== null && clock.now().getTime() - since.getTime() <= RECENT_SIGN_IN_MS;
  return isRecent ? ok(null) : err({ code: "sign_in_again" });
}
