import "server-only";

import { byActor } from "@/lib/audit/policy";
import type { Transaction } from "@/lib/ports/database";
import type { Actor, Role } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";
import { INVITATION_LIFETIME_MS, mayGrant } from "@/lib/team/policy";
import type { Invite } from "@/lib/team/schema";
import { type ManagePorts, manage } from "@/lib/team/service/manage";

/** The token goes into the link and nowhere else. */
export type Invited = { id: string; token: string; email: string; expiresAt: Date };
type NotAllowed = { code: "not_allowed" };
/** Whoever opens the link is an owner. */
type ConfirmFirst = { code: "confirm_first" };
type NotFound = { code: "not_found" };

/** A link that was open for this address no longer works. */
export const invite = (
  ports: ManagePorts,
  actor: Actor,
  input: Invite,
): Promise<Result<Invited, NotAllowed | ConfirmFirst | { code: "already_here" }>> =>
  manage(ports, actor, {
    action: `invitation.made.${input.role}`,
    objectId: input.email,
    async run(tx, { role: own, isConfirmed }) {
      if (!mayGrant(own, input.role)) return err({ code: "not_allowed" });
      if (input.role === "owner" && !isConfirmed) return err({ code: "confirm_first" });
      if (await ports.people.hasMember(tx, actor.teamId, input.email)) {
        return err({ code: "already_here" });
      }
      return ok(await makeLink(ports, actor, { ...input, tx, action: "invitation_made" }));
    },
  });

/** Of an old link nothing is left that could be shown again. */
export const renewInvitation = (
  ports: ManagePorts,
  actor: Actor,
  invitationId: string,
): Promise<Result<Invited, NotAllowed | NotFound | ConfirmFirst>> =>
  manage<Invited, (NotAllowed | NotFound | ConfirmFirst)["code"]>(ports, actor, {
    action: "invitation.renewed",
    objectId: invitationId,
    async run(tx, { role: own, isConfirmed }) {
      const found = await findChangeable(ports, actor, { tx, own, invitationId });
      if (!found.ok) return found;
      if (found.value.role === "owner" && !isConfirmed) return err({ code: "confirm_first" });
      return ok(await makeLink(ports, actor, { ...found.value, tx, action: "invitation_renewed" }));
    },
  });

export const revokeInvitation = (
  ports: ManagePorts,
  actor: Actor,
  invitationId: string,
): Promise<Result<null, NotAllowed | NotFound>> =>
  manage(ports, actor, {
    action: "invitation.revoked",
    objectId: invitationId,
    async run(tx, { role: own }) {
      const found = await findChangeable(ports, actor, { tx, own, invitationId });
      if (!found.ok) return found;
      const { email, role } = found.value;
      const at = ports.clock.now();
      await ports.people.revokeInvitation(tx, invitationId, at);
      await ports.audit.record(tx, {
        ...{ ...byActor(actor), action: "invitation_revoked", at },
        object: { kind: "invitation", id: invitationId, label: email },
        before: { role },
      });
      return ok(null);
    },
  });

async function findChangeable(
  { people }: ManagePorts,
  { teamId }: Actor,
  { tx, own, invitationId }: { tx: Transaction; own: Role; invitationId: string },
): Promise<Result<Invite, NotAllowed | NotFound>> {
  const invitation = await people.findInvitation(tx, teamId, invitationId);
  if (!invitation) return err({ code: "not_found" });
  return mayGrant(own, invitation.role) ? ok(invitation) : err({ code: "not_allowed" });
}

type Made = "invitation_made" | "invitation_renewed";

async function makeLink(
  { audit, clock, people, tokens }: ManagePorts,
  actor: Actor,
  { tx, email, role, action }: Invite & { tx: Transaction; action: Made },
): Promise<Invited> {
  const [id, token] = [clock.newId(), tokens.newToken()];
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + INVITATION_LIFETIME_MS);
  await people.addInvitation(tx, actor.teamId, {
    ...{ id, email, role, createdAt, expiresAt },
    tokenHash: tokens.hash(token),
    invitedById: actor.userId,
  });
  await audit.record(tx, {
    ...{ ...byActor(actor), action, at: createdAt },
    object: { kind: "invitation", id, label: email },
    after: { role },
  });
  return { id, token, email, expiresAt };
}
