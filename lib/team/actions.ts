"use server";

import { currentActor, currentVisit } from "@/lib/server/actor";
import { signIn } from "@/lib/server/auth";
import { getPorts, getSettings } from "@/lib/server/composition";
import { defineAction, defineCostlyAction, definePublicAction } from "@/lib/server/define-action";
import { forgetSessions } from "@/lib/server/sessions";
import { err, ok, type Result } from "@/lib/shared/result";
import { presentInvitation } from "@/lib/team/presenter";
import {
  acceptInvitationSchema,
  changeRoleSchema,
  type InvitationView,
  invitationIdSchema,
  invitationTokenSchema,
  inviteSchema,
  personIdSchema,
  requireFactorSchema,
} from "@/lib/team/schema";
import { acceptInvitation, findInvitation, type LinkRefusal } from "@/lib/team/service/door";
import { requireFactor, resetFactor } from "@/lib/team/service/factor";
import {
  type Invited,
  invite,
  renewInvitation,
  revokeInvitation,
} from "@/lib/team/service/invitations";
import { changeRole, removePerson } from "@/lib/team/service/people";

export const inviteAction = defineCostlyAction("invite", inviteSchema, async (actor, input) => {
  const invited = await invite(getPorts(), actor, input);
  return invited.ok ? ok(presentLink(invited.value)) : invited;
});

export const renewInvitationAction = defineCostlyAction(
  "invite",
  invitationIdSchema,
  async (actor, { invitationId }) => {
    const invited = await renewInvitation(getPorts(), actor, invitationId);
    return invited.ok ? ok(presentLink(invited.value)) : invited;
  },
);

export const revokeInvitationAction = defineAction(invitationIdSchema, (actor, { invitationId }) =>
  revokeInvitation(getPorts(), actor, invitationId),
);

export const changeRoleAction = defineAction(changeRoleSchema, async (actor, input) => {
  const changed = await changeRole(getPorts(), actor, input);
  forgetSessions();
  return changed;
});

export const removePersonAction = defineAction(personIdSchema, async (actor, { personId }) => {
  const removed = await removePerson(getPorts(), actor, personId);
  forgetSessions();
  return removed;
});

export const requireFactorAction = defineAction(
  requireFactorSchema,
  async (actor, { isRequired }) => {
    const changed = await requireFactor(getPorts(), actor, isRequired);
    forgetSessions();
    return changed;
  },
);

export const resetFactorAction = defineAction(personIdSchema, async (actor, { personId }) => {
  const reset = await resetFactor(getPorts(), actor, personId);
  forgetSessions();
  return reset;
});

/** A link that was handed on, or that was opened in the wrong browser. */
type SignedIn = { code: "signed_in" };

export const findInvitationAction = definePublicAction(
  invitationTokenSchema,
  async ({ token }): Promise<Result<InvitationView, LinkRefusal | SignedIn>> => {
    if (await currentActor()) return err({ code: "signed_in" });
    const found = await findInvitation(getPorts(), token);
    return found.ok ? ok(presentInvitation(found.value)) : found;
  },
);

export const acceptInvitationAction = definePublicAction(
  acceptInvitationSchema,
  async (
    input,
  ): Promise<
    Result<{ redirectTo: string }, LinkRefusal | SignedIn | { code: "address_taken" }>
  > => {
    if (await currentActor()) return err({ code: "signed_in" });
    const accepted = await acceptInvitation(getPorts(), input, await currentVisit());
    if (!accepted.ok) return accepted;
    const { email } = accepted.value;
    await signIn("credentials", { email, password: input.password, redirect: false });
    return ok({ redirectTo: "/" });
  },
);

/** The secret stands behind the #, which no browser sends to a server. */
const presentLink = (invited: Invited) => ({
  id: invited.id,
  link: `${getSettings().publicUrl}/invitation#${invited.token}`,
  email: invited.email,
  expiresAt: invited.expiresAt.toISOString(),
});
