import "server-only";

import { canManageKeys, WRITE_TRIES } from "@/lib/gateway-key/policy";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, type Result } from "@/lib/shared/result";

export type ManageRefusal = { code: "not_allowed" } | { code: "too_often"; waitMs: number };

/** One change of a team's keys by somebody who may: counted, and noted with whoever did it. */
export async function manage<T, E extends { code: string }>(
  ports: Pick<Ports, "access" | "clock" | "throttle">,
  actor: Actor,
  { action, objectId, run }: { action: string; objectId: string; run: () => Promise<Result<T, E>> },
): Promise<Result<T, E | ManageRefusal>> {
  const by = { actorId: actor.userId, teamId: actor.teamId, objectId };
  const done = await attempt(ports, actor, run);
  if (done.ok) ports.access.note({ action, ...by });
  else ports.access.note({ action: `${action}.refused`, ...by, facts: { code: done.error.code } });
  return done;
}

async function attempt<T, E extends { code: string }>(
  { clock, throttle }: Pick<Ports, "clock" | "throttle">,
  { role, teamId }: Actor,
  run: () => Promise<Result<T, E>>,
): Promise<Result<T, E | ManageRefusal>> {
  if (!canManageKeys(role)) return err({ code: "not_allowed" });
  const waitMs = await throttle.take(`gateway key ${teamId}`, WRITE_TRIES, clock.now());
  return waitMs > 0 ? err({ code: "too_often", waitMs }) : run();
}
