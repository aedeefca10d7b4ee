import "server-only";

import { PLACE_TRIES } from "@/lib/account/policy";
import { isOfDomain, type SignUp } from "@/lib/account/policy/sign-in-service";
import { emailSchema, nameSchema } from "@/lib/account/schema";
import { NAME_LENGTH_MAX } from "@/lib/account/schema/facts";
import type { FactorWays } from "@/lib/account/schema/second-factor";
import type { ServiceId } from "@/lib/account/schema/sign-in-service";
import { issueTicket } from "@/lib/account/service/pending-step";
import { type SessionPorts, startSession } from "@/lib/account/service/start-session";
import { byPerson } from "@/lib/audit/policy";
import { ConflictError, type Transaction } from "@/lib/ports/database";
import type { IdentityKey } from "@/lib/ports/identity-repository";
import type { PasskeyOwner } from "@/lib/ports/passkey-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Role, Visit } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/** What a sign-in service says of somebody. */
export type Claims = IdentityKey & {
  service: ServiceId;
  /** Null where it does not say, or does not vouch for it. */
  verifiedEmail: string | null;
  name: string;
};

type EnterPorts = SessionPorts & Pick<Ports, "access" | "identities" | "people" | "throttle">;

export type ServiceRefusal =
  | { code: "too_many_tries"; waitSeconds: number }
  /** The service does not vouch for the mail address. */
  | { code: "mail_not_verified" }
  /** The address has an account: only who is signed in to it connects it. */
  | { code: "connect_first" }
  | { code: "not_invited" }
  | { code: "second_factor_required"; ticket: string; ways: FactorWays };

type Entered = Result<{ userId: string; sessionSecret: string }, ServiceRefusal>;

/**
 * Whoever is known by this identity comes in. Else the mail address that the service vouches for has to be invited,
 * or of a domain that the settings let in; one that has an account is never taken for its owner's by itself. The
 * studio's own second factor is asked for all the same.
 */
export async function enterByService(
  ports: EnterPorts,
  claims: Claims,
  { signUp, visit }: { signUp: SignUp; visit: Visit },
): Promise<Entered> {
  const { clock, identities, throttle } = ports;
  const waitMs = await throttle.take(`sign-in place ${visit.address}`, PLACE_TRIES, clock.now());
  if (waitMs > 0) return err({ code: "too_many_tries", waitSeconds: Math.ceil(waitMs / 1_000) });
  const { issuer, subject } = claims;
  const known = await identities.use({ issuer, subject }, clock.now());
  if (known) {
    const { id: userId, teamId, ways } = known;
    if (!ways.app && !ways.passkey) return ok(await startSession(ports, { userId, teamId, visit }));
    return err({ code: "second_factor_required", ticket: await issueTicket(ports, userId), ways });
  }
  const admitted = await admitNewcomer(ports, claims, { signUp, visit });
  if (!admitted.ok) return admitted;
  const { id: userId, teamId } = admitted.value;
  return ok(await startSession(ports, { userId, teamId, visit }));
}

type Newcomer = Result<
  Pick<PasskeyOwner, "id" | "teamId">,
  { code: "mail_not_verified" | "connect_first" | "not_invited" }
>;

async function admitNewcomer(
  ports: EnterPorts,
  claims: Claims,
  { signUp, visit }: { signUp: SignUp; visit: Visit },
): Promise<Newcomer> {
  const { access, accounts, database } = ports;
  const email = emailSchema.safeParse(claims.verifiedEmail);
  if (!email.success) return err({ code: "mail_not_verified" });
  if (await accounts.findUserByEmail(email.data)) return err({ code: "connect_first" });
  try {
    return await database.transaction(async (tx) => {
      const place = await findPlace(ports, tx, { email: email.data, signUp });
      if (!place) return err({ code: "not_invited" });
      const id = await admit(ports, tx, { ...place, claims, email: email.data, visit });
      const by = { actorId: id, teamId: place.teamId, objectId: id };
      access.note({ action: "sign_up.by_service", ...by, facts: { service: claims.service } });
      return ok({ id, teamId: place.teamId });
    });
  } catch (cause) {
    // Somebody has taken the address in this moment.
    if (cause instanceof ConflictError) return err({ code: "connect_first" });
    throw cause;
  }
}

type Place = { teamId: string; role: Role; invitationId: string | null };

/** An open invitation to the address, else the first team for the domain. */
async function findPlace(
  { clock, identities }: EnterPorts,
  tx: Transaction,
  { email, signUp }: { email: string; signUp: SignUp },
): Promise<Place | null> {
  const invitation = await identities.consumeInvitationFor(tx, email, clock.now());
  if (invitation) {
    const { id: invitationId, teamId, role } = invitation;
    return { teamId, role, invitationId };
  }
  if (!isOfDomain(email, signUp.domains)) return null;
  const teamId = await identities.findFirstTeamId(tx);
  return teamId === null ? null : { teamId, role: signUp.role, invitationId: null };
}

async function admit(
  { audit, clock, identities, people }: EnterPorts,
  tx: Transaction,
  {
    teamId,
    role,
    invitationId,
    claims,
    email,
    visit,
  }: Place & {
    claims: Claims;
    email: string;
    visit: Visit;
  },
): Promise<string> {
  const at = clock.now();
  const name = nameOf(claims.name, email);
  const guest = { id: clock.newId(), teamId, email, role, name, passwordHash: null };
  const { userId, isBack } = await people.admit(tx, guest);
  const { issuer, subject, service } = claims;
  await identities.add(tx, { issuer, subject, service, email, userId }, at);
  const joined = invitationId ? "invitation_accepted" : "person_signed_up";
  await audit.record(tx, {
    ...{ teamId, ...byPerson(userId, visit), at, after: { role } },
    action: isBack ? "person_readmitted" : joined,
    object: invitationId
      ? { kind: "invitation", id: invitationId, label: email }
      : { kind: "person", id: userId, label: email },
  });
  return userId;
}

/** A service may say nothing, or more than fits. */
function nameOf(said: string, email: string): string {
  const name = nameSchema.safeParse(said.slice(0, NAME_LENGTH_MAX));
  return name.success
    ? name.data
    : email.slice(0, email.lastIndexOf("@")).slice(0, NAME_LENGTH_MAX);
}
