import type { Role } from "@/lib/shared/actor";
import { ROLES } from "@/lib/team/schema/facts";

export const INVITATION_LIFETIME_MS = 72 * 60 * 60_000;

export const canManagePeople = (role: Role) => role === "owner" || role === "admin";

/** What somebody of this role can hand out and take away: up to their own. */
export const grantableRoles = (own: Role): Role[] =>
  canManagePeople(own) ? ROLES.slice(ROLES.indexOf(own)) : [];

export const mayGrant = (own: Role, role: Role) => grantableRoles(own).includes(role);

export type RoleRefusal = "not_allowed" | "last_owner";

type RoleChange = {
  own: Role;
  theirs: Role;
  /** Null takes the person out of the team. */
  next: Role | null;
  ownerCount: number;
};

/** Why somebody cannot have this role; null when they can. */
export function roleRefusal({ own, theirs, next, ownerCount }: RoleChange): RoleRefusal | null {
  if (!mayGrant(own, theirs) || (next !== null && !mayGrant(own, next))) return "not_allowed";
  return theirs === "owner" && next !== "owner" && ownerCount === 1 ? "last_owner" : null;
}

export type InvitationState = "open" | "used" | "revoked" | "expired";

export function invitationState(
  it: { usedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState {
  if (it.usedAt) return "used";
  if (it.revokedAt) return "revoked";
  return it.expiresAt > now ? "open" : "expired";
}
