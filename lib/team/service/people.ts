import "server-only";

import { byActor } from "@/lib/audit/policy";
import type { InvitationRecord, MemberRecord } from "@/lib/ports/people-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor, Role } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";
import { canManagePeople, mayGrant, type RoleRefusal, roleRefusal } from "@/lib/team/policy";
import type { ChangeRole } from "@/lib/team/schema";
import { ROLES } from "@/lib/team/schema/facts";
import { type ManagePorts, manage } from "@/lib/team/service/manage";

export type People = {
  members: MemberRecord[];
  invitations: InvitationRecord[];
  isFactorRequired: boolean;
  /** At which the list was read. */
  now: Date;
};

/** Who is in the team and who is invited. */
export async function listPeople(
  { clock, people }: Pick<Ports, "clock" | "people">,
  { teamId, role }: Actor,
): Promise<Result<People, { code: "forbidden" }>> {
  if (!canManagePeople(role)) return err({ code: "forbidden" });
  const [members, invitations, isFactorRequired] = await Promise.all([
    people.listMembers(teamId),
    people.listInvitations(teamId),
    people.isFactorRequired(teamId),
  ]);
  return ok({ members, invitations, isFactorRequired, now: clock.now() });
}

type Refused = { code: RoleRefusal | "not_found" };

/** It counts from the next request on. */
export const changeRole = (
  ports: ManagePorts,
  actor: Actor,
  { personId, role }: ChangeRole,
): Promise<Result<null, Refused | { code: "confirm_first" }>> =>
  manage(ports, actor, {
    action: `role.${role}`,
    objectId: personId,
    async run(tx, { role: own, isConfirmed }) {
      const { people } = ports;
      const { teamId } = actor;
      const member = await people.findMember(tx, teamId, personId);
      if (member === null) return err({ code: "not_found" });
      const { role: theirs, name } = member;
      const ownerCount = await people.countOwners(tx, teamId);
      const refusal = roleRefusal({ own, theirs, next: role, ownerCount });
      if (refusal) return err({ code: refusal });
      if (role === "owner" && !isConfirmed) return err({ code: "confirm_first" });
      const at = ports.clock.now();
      await people.setRole(tx, { teamId, userId: personId, role });
      const made = { teamId, invitedById: personId, roles: outOfReach(role) };
      await people.revokeInvitationsBy(tx, made, at);
      await ports.audit.record(tx, {
        ...{ ...byActor(actor), action: "role_changed", at },
        object: { kind: "person", id: personId, label: name },
        ...{ before: { role: theirs }, after: { role } },
      });
      return ok(null);
    },
  });

/** What the person made stays. Their sessions end, and so do the links that they have given away. */
export const removePerson = (
  ports: ManagePorts,
  actor: Actor,
  personId: string,
): Promise<Result<null, Refused | { code: "yourself" }>> =>
  manage(ports, actor, {
    action: "person.removed",
    objectId: personId,
    async run(tx, { role: own }) {
      const { people } = ports;
      const { teamId } = actor;
      if (personId === actor.userId) return err({ code: "yourself" });
      const member = await people.findMember(tx, teamId, personId);
      if (member === null) return err({ code: "not_found" });
      const { role: theirs, name } = member;
      const ownerCount = await people.countOwners(tx, teamId);
      const refusal = roleRefusal({ own, theirs, next: null, ownerCount });
      if (refusal) return err({ code: refusal });
      const now = ports.clock.now();
      await people.removeMember(tx, { teamId, userId: personId }, now);
      await people.revokeInvitationsBy(tx, { teamId, invitedById: personId, roles: ROLES }, now);
      await ports.audit.record(tx, {
        ...{ ...byActor(actor), action: "person_removed", at: now },
        object: { kind: "person", id: personId, label: name },
        before: { role: theirs },
      });
      return ok(null);
    },
  });

/** Roles that somebody of this one could not hand out. */
const outOfReach = (own: Role) => ROLES.filter((role) => !mayGrant(own, role));
