import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findSession, openSession } from "@/lib/account/service";
import { dropLostFactor } from "@/lib/account/service/lost-factor";
import { changePassword } from "@/lib/account/service/profile";
import {
  beginFactor,
  confirmFactor,
  findFactor,
  removeFactor,
  renewRecoveryCodes,
} from "@/lib/account/service/second-factor";
import { passSecondStep } from "@/lib/account/service/second-step";
import { authenticatorCode } from "@/lib/account/service/test-authenticator";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import type { Actor, Role } from "@/lib/shared/actor";
import { requireFactor } from "@/lib/team/service/factor";
import { createTestTeam } from "@/lib/team/service/test-team";

const PASSWORD = "a sentence that works well";
const STEP_MS = 30_000;
const WRONG = { ok: false, error: { code: "wrong_code" } };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Somebody of a team, signed in here and on another device; `app` is what their phone shows. */
async function aPerson(role: Role = "designer") {
  const team = await createTestTeam(database);
  const { ports, clock } = team;
  const person = await team.addPerson("Lin", role);
  const { email } = await database.prisma.user.findUniqueOrThrow({ where: { id: person.userId } });
  // The tries of a place are counted too: each has one of their own.
  const from = { userAgent: "", client: person.userId };
  const knock = (password = PASSWORD) => openSession(ports, { email, password, ...from });
  async function enter() {
    const opened = await knock();
    if (!opened.ok) throw new Error(opened.error.code);
    return opened.value.sessionSecret;
  }
  const [here, there] = [await enter(), await enter()];
  const actor = { ...person, sessionId: (await findSession(ports, here))?.id } as Actor;
  const isIn = async (secret: string) => (await findSession(ports, secret)) !== null;
  async function ticket() {
    const opened = await knock();
    if (opened.ok || opened.error.code !== "second_factor_required") throw new Error("No ticket");
    return opened.error.ticket;
  }
  const show = (given: string, code: string) =>
    passSecondStep(ports, { ticket: given, code, ...from });

  let secret = "";
  const app = (steps = 0) =>
    authenticatorCode(secret, new Date(clock.now().getTime() + steps * STEP_MS));
  async function begin() {
    const begun = await beginFactor(ports, actor, { password: PASSWORD });
    if (!begun.ok) throw new Error(begun.error.code);
    ({ secret } = begun.value);
    return begun.value;
  }
  async function setUp() {
    await begin();
    const confirmed = await confirmFactor(ports, actor, app());
    if (!confirmed.ok) throw new Error(confirmed.error.code);
    // The code that confirmed it was taken.
    clock.advance(STEP_MS);
    return confirmed.value.recoveryCodes;
  }
  const proof = () => ({ password: PASSWORD, code: app() });
  return {
    ...{ ...team, actor, email, here, there, isIn, knock, ticket, show, app, begin, setUp, proof },
  };
}

describe("setting up", () => {
  test("takes the password and a first code; then the factor counts and other sessions end", async () => {
    const { ports, actor, app, begin, here, there, isIn, knock, audited } = await aPerson();
    expect(await findFactor(ports, actor)).toMatchObject({ since: null, recoveryCodesLeft: 0 });
    const { picture } = await begin();
    expect(picture.path).toMatch(/^M4 4h7v1/);
    // Not before it is confirmed.
    expect(await knock()).toMatchObject({ ok: true });
    const confirmed = await confirmFactor(ports, actor, app());
    expect(confirmed).toMatchObject({ ok: true });
    expect(confirmed.ok && new Set(confirmed.value.recoveryCodes).size).toBe(10);
    expect(await findFactor(ports, actor)).toMatchObject({
      since: ports.clock.now(),
      recoveryCodesLeft: 10,
    });
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await knock()).toMatchObject({ error: { code: "second_factor_required" } });
    expect(audited.map(({ action }) => action)).toEqual(["second_factor.on"]);
  });

  test("is refused without the password, and what was begun is not confirmed by a wrong code", async () => {
    const { ports, actor, app, begin, knock } = await aPerson();
    expect(await beginFactor(ports, actor, { password: "another one" })).toMatchObject({
      error: { code: "wrong_password" },
    });
    expect(await confirmFactor(ports, actor, "123456")).toMatchObject({
      error: { code: "not_begun" },
    });
    await begin();
    expect(await confirmFactor(ports, actor, app(5))).toEqual(WRONG);
    expect(await knock()).toMatchObject({ ok: true });
    // Begun again, the first secret is void.
    const old = app();
    await begin();
    expect(await confirmFactor(ports, actor, old)).toEqual(WRONG);
    expect(await confirmFactor(ports, actor, app())).toMatchObject({ ok: true });
  });

  test("does not take the place of one that counts", async () => {
    const { ports, actor, app, setUp, show, ticket } = await aPerson();
    await setUp();
    expect(await beginFactor(ports, actor, { password: PASSWORD })).toMatchObject({
      error: { code: "already_on" },
    });
    expect(await confirmFactor(ports, actor, app())).toMatchObject({
      error: { code: "not_begun" },
    });
    expect(await show(await ticket(), app())).toMatchObject({ ok: true });
  });

  test("keeps neither the secret nor a recovery code in the clear", async () => {
    const { actor, begin, setUp } = await aPerson();
    const { secret } = await begin();
    const { userId } = actor;
    const row = await database.prisma.secondFactor.findUniqueOrThrow({ where: { userId } });
    expect(row.secret).toMatch(/^v1\.[0-9a-f]{8}\./);
    expect(JSON.stringify(row)).not.toContain(secret);
    const [code = ""] = await setUp();
    const kept = await database.prisma.recoveryCode.findMany({ where: { userId } });
    expect(kept).toHaveLength(10);
    for (const { codeHash } of kept) expect(Buffer.from(codeHash).toString()).not.toContain(code);
  });
});

describe("A12: at the door", () => {
  test("the password alone opens no session; with the code of the app it does, once", async () => {
    const { app, setUp, show, ticket, isIn } = await aPerson();
    await setUp();
    const sessionsBefore = await database.prisma.session.count();
    const given = await ticket();
    expect(await database.prisma.session.count()).toBe(sessionsBefore);
    const opened = await show(given, app());
    expect(opened.ok && (await isIn(opened.value.sessionSecret))).toBe(true);
    expect(await show(given, app(1))).toMatchObject({ error: { code: "step_expired" } });
  });

  test("the log says who came in, once, and who showed a wrong code; the password alone is no row", async () => {
    const { teamId, app, setUp, show, ticket } = await aPerson();
    await setUp();
    const where = { teamId, action: { in: ["signed_in", "sign_in_failed"] } };
    const before = await database.prisma.auditEvent.count({ where });
    const given = await ticket();
    expect(await database.prisma.auditEvent.count({ where })).toBe(before);
    expect(await show(given, "000000")).toEqual(WRONG);
    expect(await show(given, app())).toMatchObject({ ok: true });
    const rows = await database.prisma.auditEvent.findMany({ where, orderBy: { id: "asc" } });
    expect(rows.slice(before)).toMatchObject([
      { action: "sign_in_failed", by: "visitor", objectLabel: "Lin" },
      { action: "signed_in", by: "person" },
    ]);
  });

  test("A11: a code counts once, also for two at the same moment", async () => {
    const { app, setUp, show, ticket, clock } = await aPerson();
    await setUp();
    const tickets = [await ticket(), await ticket(), await ticket()];
    const tries = await Promise.all(tickets.map((given) => show(given, app())));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    clock.advance(STEP_MS);
    // The one before is over once a later one was taken.
    expect(await show(await ticket(), app())).toMatchObject({ ok: true });
    expect(await show(await ticket(), app(-1))).toEqual(WRONG);
  });

  test("A11: six wrong codes wait, whoever asks from wherever, and a minute forgives one", async () => {
    const { ports, app, setUp, ticket, clock } = await aPerson();
    await setUp();
    const from = (client: string) => async (code: string) =>
      passSecondStep(ports, { ticket: await ticket(), code, userAgent: "", client });
    for (let n = 0; n < 5; n += 1) expect(await from(`198.51.100.${n}`)("000000")).toEqual(WRONG);
    expect(await from("198.51.100.9")(app())).toMatchObject({
      error: { code: "too_many_tries", waitSeconds: 60 },
    });
    clock.advance(60_000);
    expect(await from("198.51.100.9")(app())).toMatchObject({ ok: true });
  });

  test.each(["000000", "12345", "1234567", "٢٨٧٠٨٢", "ABCD-EFGH-2345-MNOP", "' or 1=1 --"])(
    "%j is answered like every wrong code",
    async (code) => {
      const { setUp, show, ticket } = await aPerson();
      await setUp();
      expect(await show(await ticket(), code)).toEqual(WRONG);
    },
  );

  test("a ticket is over after five minutes, with a new password, and for who is in no team", async () => {
    const { ports, actor, app, setUp, show, ticket, clock } = await aPerson();
    await setUp();
    const old = await ticket();
    clock.advance(5 * 60_000);
    expect(await show(old, app())).toMatchObject({ error: { code: "step_expired" } });
    const before = await ticket();
    await changePassword(ports, actor, { current: PASSWORD, next: PASSWORD });
    expect(await show(before, app())).toMatchObject({ error: { code: "step_expired" } });
    const last = await ticket();
    await database.prisma.membership.deleteMany({ where: { userId: actor.userId } });
    expect(await show(last, app())).toMatchObject({ error: { code: "step_expired" } });
    expect(await show("made up", app())).toMatchObject({ error: { code: "step_expired" } });
  });

  test("a recovery code signs in once, however it is typed, and is told to the log", async () => {
    const { ports, actor, setUp, show, ticket, audited } = await aPerson();
    const [code = "", other = ""] = await setUp();
    const typed = code.toLowerCase().replaceAll("-", " ");
    expect(await show(await ticket(), typed)).toMatchObject({ ok: true });
    expect(await show(await ticket(), code)).toEqual(WRONG);
    expect((await findFactor(ports, actor)).recoveryCodesLeft).toBe(9);
    expect(audited.map(({ action }) => action)).toContain("recovery_code.used");
    const twice = [await ticket(), await ticket()].map((given) => show(given, other));
    expect((await Promise.all(twice)).filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("a code of somebody else's app or paper opens nothing", async () => {
    const [one, other] = [await aPerson(), await aPerson()];
    await one.setUp();
    const [code = ""] = await other.setUp();
    expect(await one.show(await one.ticket(), other.app())).toEqual(WRONG);
    expect(await one.show(await one.ticket(), code)).toEqual(WRONG);
    expect(await other.show(await other.ticket(), code)).toMatchObject({ ok: true });
  });
});

describe("switching off", () => {
  test("takes the password and a code; then the password is enough", async () => {
    const { ports, actor, setUp, proof, knock, here, isIn } = await aPerson();
    await setUp();
    const { password, code } = proof();
    expect(await removeFactor(ports, actor, { password: "no", code })).toMatchObject({
      error: { code: "wrong_password" },
    });
    expect(await removeFactor(ports, actor, { password, code: "000000" })).toEqual(WRONG);
    expect(await knock()).toMatchObject({ error: { code: "second_factor_required" } });
    expect(await removeFactor(ports, actor, proof())).toMatchObject({ ok: true });
    expect(await knock()).toMatchObject({ ok: true });
    expect(await isIn(here)).toBe(true);
    expect(await findFactor(ports, actor)).toMatchObject({ since: null, recoveryCodesLeft: 0 });
    for (const change of [removeFactor, renewRecoveryCodes])
      expect(await change(ports, actor, proof())).toMatchObject({ error: { code: "not_on" } });
  });

  test("is refused to whom the team asks for it", async () => {
    const { ports, actor, setUp, proof } = await aPerson("owner");
    await setUp();
    expect(await requireFactor(ports, actor, true)).toMatchObject({ ok: true });
    expect(await removeFactor(ports, actor, proof())).toMatchObject({
      error: { code: "required" },
    });
  });

  test("is what the operator does for who has lost everything", async () => {
    const { ports, email, setUp, knock, here, isIn } = await aPerson();
    await setUp();
    expect(await dropLostFactor(ports, email)).toEqual({ ok: true, value: { wasOn: true } });
    expect(await knock()).toMatchObject({ ok: true });
    expect(await isIn(here)).toBe(false);
    expect(await dropLostFactor(ports, email)).toEqual({ ok: true, value: { wasOn: false } });
    expect(await dropLostFactor(ports, "nobody@example.com")).toMatchObject({ ok: false });
  });
});

test("new recovery codes make the old ones void", async () => {
  const { ports, actor, setUp, proof, show, ticket } = await aPerson();
  const [old = ""] = await setUp();
  const renewed = await renewRecoveryCodes(ports, actor, proof());
  if (!renewed.ok) throw new Error(renewed.error.code);
  expect(await show(await ticket(), old)).toEqual(WRONG);
  expect(await show(await ticket(), renewed.value.recoveryCodes[3] ?? "")).toMatchObject({
    ok: true,
  });
});

test("A02: the current password is not guessed from a screen that stands open", async () => {
  const { ports, actor, clock } = await aPerson();
  const guess = (current: string) => changePassword(ports, actor, { current, next: PASSWORD });
  for (let n = 0; n < 10; n += 1)
    expect(await guess("no")).toMatchObject({ error: { code: "wrong_password" } });
  expect(await guess(PASSWORD)).toEqual({
    ok: false,
    error: { code: "too_many_tries", waitSeconds: 60 },
  });
  // The same tries are counted wherever it is asked for.
  expect(await beginFactor(ports, actor, { password: PASSWORD })).toMatchObject({
    error: { code: "too_many_tries" },
  });
  clock.advance(60_000);
  expect(await guess(PASSWORD)).toMatchObject({ ok: true });
});
