import "server-only";

import {
  ACCOUNT_TRIES,
  knownTimeZone,
  PLACE_TRIES,
  projectCode,
  SETUP_LINK_LIFETIME_MS,
  sessionTimes,
} from "@/lib/account/policy";
import type { Keyboard, SetUp, SignIn } from "@/lib/account/schema";
import type { FactorWays } from "@/lib/account/schema/second-factor";
import { noteFailedSignIn } from "@/lib/account/service/failed-sign-in";
import { issueTicket } from "@/lib/account/service/pending-step";
import { startSession } from "@/lib/account/service/start-session";
import { waitAmongStrangers } from "@/lib/account/service/strangers";
import { byActor, byPerson } from "@/lib/audit/policy";
import type { ViewerRecord } from "@/lib/ports/account-repository";
import type { Ports } from "@/lib/ports/ports";
import type { ProjectRecord } from "@/lib/ports/project-repository";
import { HasherBusyError } from "@/lib/ports/secrets";
import { currentProject, seesEveryProject } from "@/lib/project/policy";
import type { Actor, Sight, Visit } from "@/lib/shared/actor";
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
  // Whoever has no link does not keep four processors busy with passwords.
  if (!(await accounts.hasSetupLink(ports.tokens.hash(input.token), clock.now())))
    return err({ code: "link_expired" });
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
  | { code: "too_many_tries"; waitSeconds: number }
  /** The password was right. `ticket` is shown once more, with the code: `service/second-step.ts`. */
  | { code: "second_factor_required"; ticket: string; ways: FactorWays };

/** `client` is where the try comes from. */
export async function openSession(
  ports: SignInPorts,
  input: SignIn & { userAgent: string; client: string },
): Promise<Result<{ userId: string; sessionSecret: string }, SignInRefusal>> {
  const accountKey = `sign-in account ${input.email} ${input.client}`;
  const waitMs = await waitBefore(ports, input.client, accountKey);
  // Known or unknown, an account's tries are counted and refused alike.
  if (waitMs > 0) return err(tooManyTries(waitMs));
  const user = await ports.accounts.findUserByEmail(input.email);
  const strangersMs = await waitAmongStrangers(ports, { ...input, user });
  if (strangersMs > 0) return err(tooManyTries(strangersMs));
  const isRight = await ports.passwords
    .verify(input.password, user?.passwordHash ?? null)
    .catch(noneWhileBusy);
  if (isRight === null) return err(tooManyTries(BUSY_RETRY_MS));
  const visit = { address: input.client, userAgent: input.userAgent };
  if (!user || !isRight) {
    await noteFailedSignIn(ports, { email: input.email, user, visit });
    return err({ code: "wrong_credentials" });
  }
  await ports.throttle.forget(accountKey, ports.clock.now());
  if (user.hasSecondFactor) {
    const ticket = await issueTicket(ports, user.id);
    return err({ code: "second_factor_required", ticket, ways: user.ways });
  }
  return ok(await startSession(ports, { userId: user.id, teamId: user.teamId, visit }));
}

const BUSY_RETRY_MS = 5_000;

const tooManyTries = (waitMs: number) =>
  ({ code: "too_many_tries", waitSeconds: Math.ceil(waitMs / 1_000) }) as const;

function noneWhileBusy(cause: unknown): null {
  if (cause instanceof HasherBusyError) return null;
  throw cause;
}

/** Counted before the password is looked at: of many tries at once no more pass than one by one. */
async function waitBefore({ throttle, clock }: SignInPorts, client: string, accountKey: string) {
  const placeWaitMs = await throttle.take(`sign-in place ${client}`, PLACE_TRIES, clock.now());
  return placeWaitMs || throttle.take(accountKey, ACCOUNT_TRIES, clock.now());
}

/** With what of the team the person sees. Null when the session is unknown, expired, idle or revoked. */
export async function findSession(
  { accounts, clock, tokens }: Pick<Ports, "accounts" | "clock" | "tokens">,
  sessionSecret: string,
) {
  const session = await accounts.findLiveSession(
    tokens.hash(sessionSecret),
    sessionTimes(clock.now()),
  );
  if (!session) return null;
  const { foreignProjectIds, ...proven } = session;
  const closedProjectIds = seesEveryProject(session.role) ? [] : foreignProjectIds;
  const sight: Sight = { teamId: session.teamId, closedProjectIds };
  return { ...proven, ...sight };
}

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
    ports.accounts.findViewer(actor.userId, actor),
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
