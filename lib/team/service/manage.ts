import "server-only";

import { isConfirmed } from "@/lib/account/policy/confirmation";
import type { Transaction } from "@/lib/ports/database";
import type { Ports } from "@/lib/ports/ports";
import type { Actor, Role } from "@/lib/shared/actor";
import { err, type Result } from "@/lib/shared/result";
import { canManagePeople } from "@/lib/team/policy";

export type ManagePorts = Pick<
  Ports,
  "access" | "audit" | "clock" | "confirmations" | "database" | "people" | "tokens"
>;

/** A refusal that the policy makes is told to the log; what is wrong with the object is not. */
type Change = { action: string; objectId: string };

export type Manager = {
  role: Role;
  /** They have shown within the last minutes that it is them, and not somebody at a screen that stood open. */
  isConfirmed: boolean;
};

/**
 * One change at a time of who is in a team, by somebody who may. The role is read again where nobody can
 * change it any more: the session's may be seconds old.
 */
export async function manage<T, Code extends string>(
  ports: ManagePorts,
  actor: Actor,
  {
    action,
    objectId,
    run,
  }: Change & {
    run: (tx: Transaction, manager: Manager) => Promise<Result<T, { code: Code }>>;
  },
): Promise<Result<T, { code: Code | "not_allowed" }>> {
  const { access, clock, confirmations, database, people } = ports;
  const confirmedAt = await confirmations.findAt(actor.sessionId);
  const done = await database.transaction(async (tx) => {
    await people.lock(tx, actor.teamId);
    const role = await people.findRole(tx, actor.teamId, actor.userId);
    if (role === null || !canManagePeople(role)) return err({ code: "not_allowed" });
    return run(tx, { role, isConfirmed: isConfirmed(confirmedAt, clock.now()) });
  });
  const by = { actorId: actor.userId, teamId: actor.teamId, objectId };
  if (done.ok) access.note({ action, ...by });
  else access.note({ action: `${action}.refused`, ...by, facts: { code: done.error.code } });
  return done;
}
