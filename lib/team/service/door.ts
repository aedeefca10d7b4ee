import "server-only";

import { ConflictError } from "@/lib/ports/database";
import type { InvitationRecord } from "@/lib/ports/people-repository";
import type { Ports } from "@/lib/ports/ports";
import { err, ok, type Result } from "@/lib/shared/result";
import { type InvitationState, invitationState } from "@/lib/team/policy";
import type { AcceptInvitation } from "@/lib/team/schema";

/** What is wrong with a link. */
export type LinkRefusal = { code: `invitation_${Exclude<InvitationState, "open"> | "unknown"}` };

type LookPorts = Pick<Ports, "clock" | "people" | "tokens">;

export async function findInvitation(
  { clock, people, tokens }: LookPorts,
  token: string,
): Promise<Result<InvitationRecord, LinkRefusal>> {
  const invitation = await people.findInvitationByToken(tokens.hash(token));
  if (!invitation) return err({ code: "invitation_unknown" });
  const state = invitationState(invitation, clock.now());
  return state === "open" ? ok(invitation) : err({ code: `invitation_${state}` });
}

type AcceptPorts = LookPorts & Pick<Ports, "access" | "database" | "passwords">;

/** Makes the account; the link is used up in the same transaction. Answers with the address to sign in with. */
export async function acceptInvitation(
  ports: AcceptPorts,
  input: AcceptInvitation,
): Promise<Result<{ email: string }, LinkRefusal | { code: "address_taken" }>> {
  const found = await findInvitation(ports, input.token);
  if (!found.ok) return found;
  // Slow, so it comes before the transaction.
  const passwordHash = await ports.passwords.hash(input.password);
  const { id: objectId, teamId, email } = found.value;
  try {
    const userId = await admit(ports, { ...input, passwordHash });
    if (userId === null) return err({ code: "invitation_used" });
    ports.access.note({ action: "invitation.accepted", actorId: userId, teamId, objectId });
    return ok({ email });
  } catch (cause) {
    if (cause instanceof ConflictError) return err({ code: "address_taken" });
    throw cause;
  }
}

const admit = (
  { clock, database, people, tokens }: AcceptPorts,
  { token, name, passwordHash }: AcceptInvitation & { passwordHash: string },
): Promise<string | null> =>
  database.transaction(async (tx) => {
    const invitation = await people.consumeInvitation(tx, tokens.hash(token), clock.now());
    return invitation && people.admit(tx, { id: clock.newId(), ...invitation, name, passwordHash });
  });
