import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SignUp } from "@/lib/account/policy/sign-in-service";
import { findSession, openSession } from "@/lib/account/service";
import {
  beginConnection,
  disconnect,
  finishConnection,
  listIdentities,
} from "@/lib/account/service/connections";
import { type Claims, enterByService } from "@/lib/account/service/enter-by-service";
import { addPasskey, beginPasskey, removePasskey } from "@/lib/account/service/passkeys";
import { changePassword } from "@/lib/account/service/profile";
import { beginProof } from "@/lib/account/service/prove";
import { beginFactor, findFactor } from "@/lib/account/service/second-factor";
import { passSecondStep } from "@/lib/account/service/second-step";
import { testDevice } from "@/lib/account/service/test-device";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import type { Actor, Role } from "@/lib/shared/actor";
import type { Result } from "@/lib/shared/result";
import { requireFactor } from "@/lib/team/service/factor";
import { removePerson } from "@/lib/team/service/people";
import { createTestTeam, TEST_ORIGIN } from "@/lib/team/service/test-team";

const PASSWORD = "a sentence that works well";
const CLOSED: SignUp = { domains: [], role: "reviewer" };
const RECENT = { recentSignIn: true } as const;
const MINUTE_MS = 60_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const value = <T, E extends { code: string }>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
function codeOf(result: Result<unknown, { code: string }> | null) {
  if (result === null) return null;
  return result.ok ? "ok" : result.error.code;
}

let count = 0;
/** Somebody whom a service vouches for. */
function aStranger(changes: Partial<Claims> = {}): Claims & { verifiedEmail: string } {
  count += 1;
  return {
    ...{ service: "oidc", issuer: "https://login.example", subject: `subject-${count}` },
    ...{ name: "Kim", verifiedEmail: `kim-${count}@example.com` },
    ...(changes as object),
  };
}

async function aDoor() {
  const team = await createTestTeam(database);
  const { ports } = team;
  const place = crypto.randomUUID();
  const enter = (claims: Claims, signUp = CLOSED) =>
    enterByService(ports, claims, { signUp, visit: { address: place, userAgent: "" } });
  const personOf = (email: string) =>
    database.prisma.user.findUnique({ where: { email }, include: { memberships: true } });
  /** Whoever an open session proves. */
  async function actorOf(sessionSecret: string): Promise<Actor> {
    const session = await findSession(ports, sessionSecret);
    if (!session) throw new Error("No session");
    const { id: sessionId, userId, teamId, role } = session;
    return { sessionId, userId, teamId, role } as Actor;
  }
  /** Somebody with a password, in a session of their own. */
  async function aMember(role: Role = "designer") {
    const { userId } = await team.addPerson("Lin", role);
    const { email } = await database.prisma.user.findUniqueOrThrow({ where: { id: userId } });
    const from = { userAgent: "", client: userId };
    const opened = value(await openSession(ports, { email, password: PASSWORD, ...from }));
    return { email, actor: await actorOf(opened.sessionSecret) };
  }
  /** An invited person who came by the service: without a password. */
  async function aNewcomer(role: Role = "designer") {
    const claims = aStranger();
    await team.tokenFor(team.owner, claims.verifiedEmail, role);
    const { sessionSecret } = value(await enter(claims));
    return { claims, actor: await actorOf(sessionSecret) };
  }
  async function connect(actor: Actor, claims: Claims) {
    const proof = { password: PASSWORD };
    value(await beginConnection(ports, actor, { service: claims.service, proof }));
    return finishConnection(ports, actor, { claims, name: "Acme" });
  }
  return { ...team, enter, personOf, actorOf, aMember, aNewcomer, connect };
}

describe("somebody whom a service vouches for", () => {
  test("is let in by an invitation to their address, once, in its role, and known again after it", async () => {
    const { owner, tokenFor, enter, personOf, accept, actorOf, rolesOf } = await aDoor();
    const claims = aStranger();
    const token = await tokenFor(owner, claims.verifiedEmail, "designer");
    const { sessionSecret } = value(await enter(claims));
    expect(await actorOf(sessionSecret)).toMatchObject({ role: "designer" });
    expect(await personOf(claims.verifiedEmail)).toMatchObject({ name: "Kim", passwordHash: null });
    expect(codeOf(await accept(token))).toBe("invitation_used");
    // Whatever the address is by now.
    expect(await enter({ ...claims, verifiedEmail: null })).toMatchObject({ ok: true });
    expect(await rolesOf(owner)).toEqual(["Marta owner", "Kim designer"]);
  });

  test("is refused without an invitation, with one that is over, and with one to another address", async () => {
    const { ports, owner, tokenFor, enter, clock, personOf } = await aDoor();
    const claims = aStranger();
    expect(codeOf(await enter(claims))).toBe("not_invited");
    await tokenFor(owner, aStranger().verifiedEmail, "designer");
    expect(codeOf(await enter(claims))).toBe("not_invited");
    await tokenFor(owner, claims.verifiedEmail, "designer");
    clock.advance(72 * 60 * MINUTE_MS);
    expect(codeOf(await enter(claims))).toBe("not_invited");
    expect(await personOf(claims.verifiedEmail)).toBeNull();
    const { issuer, subject } = claims;
    expect(await ports.identities.use({ issuer, subject }, clock.now())).toBeNull();
  });

  test("is refused where the service does not vouch for the address", async () => {
    const { owner, tokenFor, enter } = await aDoor();
    const { verifiedEmail, ...claims } = aStranger();
    await tokenFor(owner, verifiedEmail, "designer");
    expect(codeOf(await enter({ ...claims, verifiedEmail: null }))).toBe("mail_not_verified");
    expect(codeOf(await enter({ ...claims, verifiedEmail: "no address" }))).toBe(
      "mail_not_verified",
    );
  });

  test("A25: never becomes the owner of an account by its mail address, however it is written", async () => {
    const { enter, aMember } = await aDoor();
    const { email } = await aMember();
    for (const verifiedEmail of [email, email.toUpperCase(), email.replace("@", "＠")])
      expect(codeOf(await enter(aStranger({ verifiedEmail })))).toBe("connect_first");
  });

  test("A25: is not the same person at another service, nor under another name there", async () => {
    const { aNewcomer, enter } = await aDoor();
    const { claims } = await aNewcomer();
    expect(codeOf(await enter({ ...claims, issuer: "https://evil.example" }))).toBe(
      "connect_first",
    );
    expect(codeOf(await enter({ ...claims, subject: "another" }))).toBe("connect_first");
  });

  test("is let in by the domain of their address, whole, in the first team", async () => {
    const { enter, personOf, teamId } = await aDoor();
    await database.prisma.team.update({
      where: { id: teamId },
      data: { createdAt: new Date("2020-01-01") },
    });
    const signUp: SignUp = { domains: ["studio.example"], role: "reviewer" };
    const of = (verifiedEmail: string | null) => enter(aStranger({ verifiedEmail }), signUp);
    for (const host of ["my-studio.example", "x.studio.example", "studio.example.org"])
      expect(codeOf(await of(`kim@${host}`)), host).toBe("not_invited");
    expect(codeOf(await of(`"a@studio.example"@evil.example`))).toBe("mail_not_verified");
    expect(codeOf(await of(null))).toBe("mail_not_verified");
    expect(codeOf(await of("Kim@Studio.Example"))).toBe("ok");
    expect((await personOf("kim@studio.example"))?.memberships).toMatchObject([
      { teamId, role: "reviewer" },
    ]);
    const where = { action: "person_signed_up", teamId };
    expect(await database.prisma.auditEvent.count({ where })).toBe(1);
    await database.prisma.team.update({ where: { id: teamId }, data: { createdAt: new Date() } });
  });

  test("makes one account when they come twice at the same moment", async () => {
    const { owner, tokenFor, enter, peopleOf } = await aDoor();
    const claims = aStranger();
    await tokenFor(owner, claims.verifiedEmail, "designer");
    const answers = await Promise.all([enter(claims), enter(claims), enter(claims)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await peopleOf(owner)).members).toHaveLength(2);
  });

  test("shows the studio's own second factor all the same", async () => {
    const { ports, aNewcomer, enter } = await aDoor();
    const { claims, actor } = await aNewcomer();
    const device = testDevice(TEST_ORIGIN);
    const answer = device.make(value(await beginPasskey(ports, actor, RECENT)));
    const { recoveryCodes } = value(await addPasskey(ports, actor, { label: "", answer }));
    const entered = await enter(claims);
    if (entered.ok || entered.error.code !== "second_factor_required") throw new Error("No step");
    expect(entered.error.ways).toEqual({ app: false, passkey: true });
    const { ticket } = entered.error;
    const shown = { ticket, code: recoveryCodes?.[0] ?? "", userAgent: "", client: "test" };
    expect(await passSecondStep(ports, shown)).toMatchObject({ ok: true });
  });

  test("is held where the team asks for a factor, and has none", async () => {
    const { ports, owner, enter, aNewcomer } = await aDoor();
    const { claims } = await aNewcomer("admin");
    await database.prisma.secondFactor.create({
      data: { userId: owner.userId, secret: "-", createdAt: new Date(), confirmedAt: new Date() },
    });
    value(await requireFactor(ports, owner, true));
    const { sessionSecret } = value(await enter(claims));
    expect((await findSession(ports, sessionSecret))?.mustSetUpFactor).toBe(true);
  });

  test("who was taken out is out, and comes back by a new invitation without what they had", async () => {
    const { ports, owner, tokenFor, enter, aNewcomer, personOf } = await aDoor();
    const { claims, actor } = await aNewcomer();
    value(await changePassword(ports, actor, { current: null, next: PASSWORD }));
    value(await removePerson(ports, owner, actor.userId));
    expect(codeOf(await enter(claims))).toBe("not_invited");
    await tokenFor(owner, claims.verifiedEmail, "reviewer");
    expect(codeOf(await enter(claims))).toBe("ok");
    expect(await personOf(claims.verifiedEmail)).toMatchObject({
      id: actor.userId,
      passwordHash: null,
    });
  });

  test("has fifty tries a minute from one place", async () => {
    const { enter } = await aDoor();
    for (let n = 0; n < 50; n += 1) await enter(aStranger());
    expect(codeOf(await enter(aStranger()))).toBe("too_many_tries");
  });
});

describe("a service that somebody connects", () => {
  test("is taken for theirs in this session, once, after they have shown who they are", async () => {
    const { ports, aMember, enter, connect, actorOf } = await aDoor();
    const { actor, email } = await aMember();
    const claims = aStranger({ verifiedEmail: "other@example.net" });
    const wrong = { service: "oidc", proof: { password: "no" } } as const;
    expect(codeOf(await beginConnection(ports, actor, wrong))).toBe("wrong_password");
    expect(codeOf(await beginConnection(ports, actor, { ...wrong, proof: RECENT }))).toBe(
      "wrong_password",
    );
    // Nothing was begun: what comes back is a sign-in like any other.
    expect(await finishConnection(ports, actor, { claims, name: "Acme" })).toBeNull();
    expect(codeOf(await connect(actor, claims))).toBe("ok");
    expect(await finishConnection(ports, actor, { claims, name: "Acme" })).toBeNull();
    expect(await listIdentities(ports, actor)).toMatchObject([
      { service: "oidc", email: "other@example.net" },
    ]);
    const { sessionSecret } = value(await enter(claims));
    expect((await actorOf(sessionSecret)).userId).toBe(actor.userId);
    expect(email).not.toBe(claims.verifiedEmail);
  });

  test("is not in another session, of another service, or after ten minutes", async () => {
    const { ports, aMember, clock } = await aDoor();
    const { actor } = await aMember();
    const begin = async () =>
      value(
        await beginConnection(ports, actor, { service: "oidc", proof: { password: PASSWORD } }),
      );
    const finish = (by: Actor, claims: Claims) =>
      finishConnection(ports, by, { claims, name: "Acme" });
    await begin();
    expect(await finish({ ...actor, sessionId: "another" } as Actor, aStranger())).toBeNull();
    expect(await finish(actor, aStranger({ service: "github" }))).toBeNull();
    clock.advance(10 * MINUTE_MS);
    expect(await finish(actor, aStranger())).toBeNull();
    await begin();
    expect(codeOf(await finish(actor, aStranger()))).toBe("ok");
  });

  test("is not somebody else's, and one of each is enough", async () => {
    const { ports, aMember, aNewcomer, connect } = await aDoor();
    const { claims } = await aNewcomer();
    const { actor } = await aMember();
    expect(codeOf(await connect(actor, claims))).toBe("already_connected");
    expect(codeOf(await connect(actor, aStranger()))).toBe("ok");
    expect(codeOf(await connect(actor, aStranger()))).toBe("already_connected");
    expect(await listIdentities(ports, actor)).toHaveLength(1);
  });

  test("is let go by whoever has another way in; other sessions end", async () => {
    const { ports, aMember, connect, enter, actorOf } = await aDoor();
    const { actor } = await aMember();
    const claims = aStranger();
    await connect(actor, claims);
    const { sessionSecret } = value(await enter(claims));
    expect((await actorOf(sessionSecret)).userId).toBe(actor.userId);
    const gone = () =>
      disconnect(ports, actor, { service: "oidc", name: "Acme", proof: { password: PASSWORD } });
    expect(codeOf(await gone())).toBe("ok");
    expect(await findSession(ports, sessionSecret)).toBeNull();
    expect(codeOf(await enter(claims))).toBe("not_invited");
    expect(codeOf(await gone())).toBe("not_found");
  });
});

describe("whoever has no password", () => {
  test("changes what matters within ten minutes of signing in, and then signs in again", async () => {
    const { ports, aNewcomer, clock } = await aDoor();
    const { actor } = await aNewcomer();
    // The memory clock and the database's own tell different times.
    const startedAt = clock.now();
    await database.prisma.session.update({
      where: { id: actor.sessionId },
      data: { createdAt: startedAt },
    });
    expect((await findFactor(ports, actor)).hasPassword).toBe(false);
    expect(codeOf(await beginFactor(ports, actor, RECENT))).toBe("ok");
    clock.advance(10 * MINUTE_MS + 1);
    expect(codeOf(await beginFactor(ports, actor, RECENT))).toBe("sign_in_again");
    expect(codeOf(await beginPasskey(ports, actor, RECENT))).toBe("sign_in_again");
    expect(codeOf(await changePassword(ports, actor, { current: null, next: PASSWORD }))).toBe(
      "sign_in_again",
    );
  });

  test("keeps what they come in with last", async () => {
    const { ports, aNewcomer } = await aDoor();
    const { actor } = await aNewcomer();
    const leave = () => disconnect(ports, actor, { service: "oidc", name: "Acme", proof: RECENT });
    expect(codeOf(await leave())).toBe("last_way_in");
    const device = testDevice(TEST_ORIGIN);
    const answer = device.make(value(await beginPasskey(ports, actor, RECENT)));
    value(await addPasskey(ports, actor, { label: "", answer }));
    expect(codeOf(await leave())).toBe("ok");
    const [passkey] = (await findFactor(ports, actor)).passkeys;
    const remove = async () => {
      const proof = { passkey: device.sign(value(await beginProof(ports, actor))) };
      return removePasskey(ports, actor, { passkeyId: passkey?.id ?? "", proof });
    };
    expect(codeOf(await remove())).toBe("last_way_in");
    value(await changePassword(ports, actor, { current: null, next: PASSWORD }));
    expect(codeOf(await remove())).toBe("ok");
  });

  test("is not known by a password that nobody has set", async () => {
    const { ports, aNewcomer } = await aDoor();
    const { claims, actor } = await aNewcomer();
    const sign = { email: claims.verifiedEmail, userAgent: "", client: actor.userId };
    for (const password of ["", "null", "hash of null"])
      expect(codeOf(await openSession(ports, { ...sign, password }))).toBe("wrong_credentials");
    value(await changePassword(ports, actor, { current: null, next: PASSWORD }));
    expect(codeOf(await openSession(ports, { ...sign, password: PASSWORD }))).toBe("ok");
    // Now there is one, and it is asked for.
    expect(codeOf(await changePassword(ports, actor, { current: null, next: PASSWORD }))).toBe(
      "wrong_password",
    );
  });
});
