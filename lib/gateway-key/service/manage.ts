import "server-only";

import { isConfirmed } from "@/lib/account/policy/confirmation";
import { canManageKeys, WRITE_TRIES } from "@/lib/gateway-key/policy";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, type Result } from "@/lib/shared/result";

export type ManageRefusal =
  | { code: "not_allowed" }
  /** The person signed in a while ago: somebody else may sit there now. */
  | { code: "confirm_first" }
  | { code: "too_often"; waitMs: number };
export type ManagePorts = Pick<Ports, "access" | "clock" | "confirmations" | "throttle">;

type Change<T, E extends { code: string }> = {
  action: string;
  objectId: string;
  /** It adds, replaces or removes a secret. */
  needsConfirmation?: true;
  run: () => Promise<Result<T, E>>;
};

/** One change of a team's keys by somebody who may: counted, and noted with whoever did it. */
export async function manage<T, E extends { code: string }>(
  ports: ManagePorts,
  actor: Actor,
  { action, objectId, ...change }: Change<T, E>,
): Promise<Result<T, E | ManageRefusal>> {
  const by = { actorId: actor.userId, teamId: actor.teamId, objectId };
  const done = await attempt(ports, actor, change);
  if (done.ok) ports.access.note({ action, ...by });
  else ports.access.note({ action: `${action}.refused`, ...by, facts: { code: done.error.code } });
  return done;
}

async function attempt<T, E extends { code: string }>(
  { clock, confirmations, throttle }: ManagePorts,
  { role, sessionId, teamId }: Actor,
  { needsConfirmation, run }: Pick<Change<T, E>, "needsConfirmation" | "run">,
): Promise<Result<T, E | ManageRefusal>> {
  if (!canManageKeys(role)) return err({ code: "not_allowed" });
  if (needsConfirmation && !isConfirmed(await confirmations.findAt(sessionId), clock.now()))
    return err({ code: "confirm_first" });
  const waitMs = await throttle.take(`gateway key ${teamId}`, WRITE_TRIES, clock.now());
  return waitMs > 0 ? err({ code: "too_often", waitMs }) : run();
}
