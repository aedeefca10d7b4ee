import type { InvitationRecord } from "@/lib/ports/people-repository";
import type { Actor } from "@/lib/shared/actor";
import { grantableRoles, mayGrant, roleRefusal } from "@/lib/team/policy";
import type { InvitationView, PeopleView } from "@/lib/team/schema";
import type { People } from "@/lib/team/service/people";

export function presentPeople(listed: People, actor: Actor): PeopleView {
  const { members, invitations, isFactorRequired, now } = listed;
  const { role: own, userId } = actor;
  const ownerCount = members.filter(({ role }) => role === "owner").length;
  return {
    people: members.map(({ userId: id, name, email, role, lastSeenAt, hasSecondFactor }) => ({
      ...{ id, name, email, role, hasSecondFactor },
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
      isSelf: id === userId,
      mayResetFactor: hasSecondFactor && id !== userId && mayGrant(own, role),
      fixed: roleRefusal({ own, theirs: role, next: null, ownerCount }),
    })),
    invitations: invitations.map(({ id, email, role, invitedBy, expiresAt }) => ({
      ...{ id, email, role, invitedBy },
      expiresAt: expiresAt.toISOString(),
      isExpired: expiresAt <= now,
      mayChange: mayGrant(own, role),
    })),
    grantable: grantableRoles(own),
    isFactorRequired,
    mayRequireFactor: own === "owner",
  };
}

export const presentInvitation = ({ teamName, email, role }: InvitationRecord): InvitationView => ({
  ...{ teamName, email, role },
});
