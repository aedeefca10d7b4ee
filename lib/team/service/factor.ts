import "server-only";

import { byActor } from "@/lib/audit/policy";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";
import { mayGrant } from "@/lib/team/policy";
import { type ManagePorts, manage } from "@/lib/team/service/manage";

/**
 * Whether owners and admins of the team need a second factor. It counts from their next request on: who has none
 * sets one up before anything else. An owner who has none would shut themselves out with the others.
 */
export const requireFactor = (
  ports: ManagePorts,
  actor: Actor,
  isRequired: boolean,
): Promise<Result<null, { code: "not_allowed" | "confirm_first" | "own_factor_missing" }>> =>
  manage(ports, actor, {
    action: isRequired ? "second_factor.required" : "second_factor.not_required",
    objectId: actor.teamId,
    async run(tx, { role, isConfirmed }) {
      const { people } = ports;
      if (role !== "owner") return err({ code: "not_allowed" });
      // Whoever sits at a screen that stands open does not take the guard away.
      if (!isRequired && !isConfirmed) return err({ code: "confirm_first" });
      if (isRequired && !(await people.hasFactor(tx, actor.userId)))
        return err({ code: "own_factor_missing" });
      if (await people.requireFactor(tx, actor.teamId, isRequired)) {
        const action = isRequired ? "second_factor_demanded" : "second_factor_not_demanded";
        await ports.audit.record(tx, { ...byActor(actor), action, at: ports.clock.now() });
      }
      return ok(null);
    },
  });

/** For somebody whose app and recovery codes are lost: their password alone lets them in again. */
export const resetFactor = (
  ports: ManagePorts,
  actor: Actor,
  personId: string,
): Promise<Result<null, { code: "not_allowed" | "not_found" | "yourself" }>> =>
  manage(ports, actor, {
    action: "second_factor.reset",
    objectId: personId,
    async run(tx, { role: own }) {
      const { clock, people } = ports;
      const member = { teamId: actor.teamId, userId: personId };
      // The profile asks for the factor itself.
      if (personId === actor.userId) return err({ code: "yourself" });
      const found = await people.findMember(tx, actor.teamId, personId);
      if (found === null) return err({ code: "not_found" });
      if (!mayGrant(own, found.role)) return err({ code: "not_allowed" });
      const at = clock.now();
      if (!(await people.removeFactor(tx, member, at))) return err({ code: "not_found" });
      await ports.audit.record(tx, {
        ...{ ...byActor(actor), action: "second_factor_reset", at },
        object: { kind: "person", id: personId, label: found.name },
      });
      return ok(null);
    },
  });
