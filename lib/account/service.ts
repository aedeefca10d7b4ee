import "server-only";

import {
  ACCOUNT_TRIES,
  knownTimeZone,
  PLACE_TRIES,
  projectCode,
  SESSION_LIFETIME_MS,
  SETUP_LINK_LIFETIME_MS,
} from "@/lib/account/policy";
import type { Keyboard, SetUp, SignIn } from "@/lib/account/schema";
import { byActor, byPerson } from "@/lib/audit/policy";
import type { AccountRecord, ViewerRecord } from "@/lib/ports/account-repository";
import type { Ports } from "@/lib/ports/ports";
import type { ProjectRecord } from "@/lib/ports/project-repository";
import { currentProject } from "@/lib/project/policy";
import type { Actor, Visit } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/**
 * The one-time link's token, or null when there is an owner. `given` is that of this start of the
 * studio; whatever was valid before no longer is.
 */
export async function issueSetupToken(
  ports: Pick<Ports, "accounts" | "clock" | "tokens">,
  given: string | null,
): Promise<string | null> {
  if (await ports.accounts.hasOwner()) return null;
  const token = given ?? ports.tokens.newToken();
  await ports.accounts.replaceSetupLink({
    id: ports.clock.newId(),
    tokenHash: ports.tokens.hash(token),
    expiresAt: new Date(ports.clock.now().getTime() + SETUP_LINK_LIFETIME_MS),
  });
  return token;
}

/** Makes the team, its owner and a first project. The link is used up in the same transaction. */
export async function setUpStudio(
  ports: Pick<Ports, "accounts" | "audit" | "clock" | "database" | "passwords" | "tokens">,
  input: SetUp,
  visit?: Visit,
): Promise<Result<null, { code: "link_expired" }>> {
  const { accounts, clock } = ports;
  // Slow, so it comes before the transaction.
  const passwordHash = await ports.passwords.hash(input.password);
  const made = await ports.database.transaction(async (tx) => {
    const isValid = await accounts.consumeSetupLink(
      tx,
      ports.tokens.hash(input.token),
      clock.now(),
    );
    if (!isValid) return false;
    const [teamId, userId] = [clock.newId(), clock.newId()];
    await accounts.createOwner(tx, {
      team: { id: teamId, name: input.teamName, timeZone: knownTimeZone(input.timeZone) },
      user: { id: userId, email: input.email, name: input.name, passwordHash },
      project: {
        id: clock.newId(),
        name: input.projectName,
        code: projectCode(input.projectName),
      },
    });
    await ports.audit.record(tx, {
      ...{ teamId, ...byPerson(userId, visit), action: "team_made", at: clock.now() },
      object: { kind: "team", id: teamId, label: input.teamName },
      after: { name: input.teamName },
    });
    return true;
  });
  return made ? ok(null) : err({ code: "link_expired" });
}

type SignInPorts = Pick<
  Ports,
  "accounts" | "audit" | "clock" | "database" | "passwords" | "throttle" | "tokens"
>;
export type SignInRefusal =
  | { code: "wrong_credentials" }
  /** `waitSeconds` until a try is looked at again. */
  | { code: "too_many_tries"; waitSeconds: number };

/** The secret goes into the cookie and nowhere else. `client` is where the try comes from. */
export async function openSession(
  ports: SignInPorts,
  input: SignIn & { userAgent: string; client: string },
): Promise<Result<{ userId: string; sessionSecret: string }, SignInRefusal>> {
  const accountKey = `sign-in account ${input.email} ${input.client}`;
  const waitMs = await waitBefore(ports, input.client, accountKey);
  // Known or unknown, an account's tries are counted and refused alike.
  if (waitMs > 0) return err({ code: "too_many_tries", waitSeconds: Math.ceil(waitMs / 1_000) });
  const user = await ports.accounts.findUserByEmail(input.email);
  const isRight = await ports.passwords.verify(input.password, user?.passwordHash ?? null);
  const visit = { address: input.client, userAgent: input.userAgent };
  if (!user || !isRight) {
    await noteFailure(ports, { email: input.email, user, visit });
    return err({ code: "wrong_credentials" });
  }
  await ports.throttle.forget(accountKey, ports.clock.now());
  return ok({ userId: user.id, sessionSecret: await beginSession(ports, user, visit) });
}

async function beginSession(
  { accounts, audit, clock, database, tokens }: SignInPorts,
  { id: userId, teamId }: AccountRecord,
  visit: Visit,
): Promise<string> {
  const sessionSecret = tokens.newToken();
  const at = clock.now();
  await database.transaction(async (tx) => {
    await accounts.createSession(tx, {
      ...{ id: clock.newId(), userId, secretHash: tokens.hash(sessionSecret) },
      userAgent: visit.userAgent.slice(0, 300),
      expiresAt: new Date(at.getTime() + SESSION_LIFETIME_MS),
    });
    await audit.record(tx, { teamId, ...byPerson(userId, visit), action: "signed_in", at });
  });
  return sessionSecret;
}

/** Rows of the log about one account: ten, then one in five minutes. Whoever guesses does not fill it. */
const NOTED_FAILURES = { burst: 10, intervalMs: 5 * 60_000 };

/** An unknown address has no team to tell, and takes as long. */
async function noteFailure(
  { audit, clock, database, throttle }: SignInPorts,
  { email, user, visit }: { email: string; user: AccountRecord | null; visit: Visit },
): Promise<void> {
  const at = clock.now();
  const waitMs = await throttle.take(`sign-in noted ${email}`, NOTED_FAILURES, at);
  if (waitMs > 0) return;
  await database.transaction(async (tx) => {
    if (!user) return;
    await audit.record(tx, {
      ...{ teamId: user.teamId, author: { by: "visitor", visit }, action: "sign_in_failed", at },
      object: { kind: "person", id: user.id, label: user.name },
    });
  });
}

/** Counted before the password is looked at: of many tries at once no more pass than one by one. */
async function waitBefore({ throttle, clock }: SignInPorts, client: string, accountKey: string) {
  const placeWaitMs = await throttle.take(`sign-in place ${client}`, PLACE_TRIES, clock.now());
  return placeWaitMs || throttle.take(accountKey, ACCOUNT_TRIES, clock.now());
}

/** Null when the session is unknown, expired or revoked. */
export const findSession = (
  ports: Pick<Ports, "accounts" | "clock" | "tokens">,
  sessionSecret: string,
) => ports.accounts.findLiveSession(ports.tokens.hash(sessionSecret), ports.clock.now());

export const closeSession = (
  { accounts, audit, clock, database }: Pick<Ports, "accounts" | "audit" | "clock" | "database">,
  actor: Actor,
): Promise<void> =>
  database.transaction(async (tx) => {
    const at = clock.now();
    // A session that has ended already is left once.
    if (await accounts.revokeSession(tx, actor.sessionId, at))
      await audit.record(tx, { ...byActor(actor), action: "signed_out", at });
  });

export type FoundViewer = ViewerRecord & { project: ProjectRecord; isSandbox: boolean };

/** In the project whose code is asked for, else in the one that was chosen last. */
export async function findViewer(
  ports: Pick<Ports, "accounts" | "connections">,
  actor: Actor,
  asked: string | null,
): Promise<FoundViewer | null> {
  const [viewer, current] = await Promise.all([
    ports.accounts.findViewer(actor.userId, actor.teamId),
    ports.connections.current({ teamId: actor.teamId }),
  ]);
  const project =
    viewer && currentProject(viewer.projects, { asked, lastId: viewer.lastProjectId });
  return project ? { ...viewer, project, isSandbox: current.key.source === "sandbox" } : null;
}

export const saveKeyboard = (ports: Pick<Ports, "accounts">, actor: Actor, keyboard: Keyboard) =>
  ports.accounts.saveKeyboard(actor.userId, keyboard);

/** Whom a person asks for what only an owner or admin can mend. Everybody of the team may know. */
export const listAdminNames = (ports: Pick<Ports, "accounts">, actor: Actor) =>
  ports.accounts.listAdminNames(actor.teamId);
