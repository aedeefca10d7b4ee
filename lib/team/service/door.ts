import "server-only";

import { byPerson } from "@/lib/audit/policy";
import { ConflictError } from "@/lib/ports/database";
import type { InvitationRecord } from "@/lib/ports/people-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Visit } from "@/lib/shared/actor";
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

type AcceptPorts = LookPorts & Pick<Ports, "access" | "audit" | "database" | "passwords">;

/** Makes the account; the link is used up in the same transaction. Answers with the address to sign in with. */
export async function acceptInvitation(
  ports: AcceptPorts,
  input: AcceptInvitation,
  visit?: Visit,
): Promise<Result<{ email: string }, LinkRefusal | { code: "address_taken" }>> {
  const found = await findInvitation(ports, input.token);
  if (!found.ok) return found;
  // Slow, so it comes before the transaction.
  const passwordHash = await ports.passwords.hash(input.password);
  const { id: objectId, teamId, email } = found.value;
  try {
    const userId = await admit(ports, { ...input, passwordHash, visit });
    if (userId === null) return err({ code: "invitation_used" });
    ports.access.note({ action: "invitation.accepted", actorId: userId, teamId, objectId });
    return ok({ email });
  } catch (cause) {
    if (cause instanceof ConflictError) return err({ code: "address_taken" });
    throw cause;
  }
}

type Guest = AcceptInvitation & { passwordHash: string; visit: Visit | undefined };

const admit = (
  { audit, clock, database, people, tokens }: AcceptPorts,
  { token, name, passwordHash, visit }: Guest,
): Promise<string | null> =>
  database.transaction(async (tx) => {
    const at = clock.now();
    const invitation = await people.consumeInvitation(tx, tokens.hash(token), at);
    if (!invitation) return null;
    const { teamId, email, role } = invitation;
    const guest = { id: clock.newId(), teamId, email, role, name, passwordHash };
    const { userId, isBack } = await people.admit(tx, guest);
    const action = isBack ? "person_readmitted" : "invitation_accepted";
    await audit.record(tx, {
      ...{ teamId, ...byPerson(userId, visit), action, at },
      object: { kind: "invitation", id: invitation.id, label: email },
      after: { role },
    });
    return userId;
  });
