import type { InvitationRecord } from "@/lib/ports/people-repository";
import type { Actor } from "@/lib/shared/actor";
import { grantableRoles, mayGrant, roleRefusal } from "@/lib/team/policy";
import type { InvitationView, PeopleView } from "@/lib/team/schema";
import type { People } from "@/lib/team/service/people";

export function presentPeople({ members, invitations, now }: People, actor: Actor): PeopleView {
  const { role: own, userId } = actor;
  const ownerCount = members.filter(({ role }) => role === "owner").length;
  return {
    people: members.map(({ userId: id, name, email, role, lastSeenAt }) => ({
      ...{ id, name, email, role },
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
      isSelf: id === userId,
      fixed: roleRefusal({ own, theirs: role, next: null, ownerCount }),
    })),
    invitations: invitations.map(({ id, email, role, invitedBy, expiresAt }) => ({
      ...{ id, email, role, invitedBy },
      expiresAt: expiresAt.toISOString(),
      isExpired: expiresAt <= now,
      mayChange: mayGrant(own, role),
    })),
    grantable: grantableRoles(own),
  };
}

export const presentInvitation = ({ teamName, email, role }: InvitationRecord): InvitationView => ({
  ...{ teamName, email, role },
});
