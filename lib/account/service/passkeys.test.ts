import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PasskeyCreation, PasskeyRequest } from "@/lib/account/schema/passkey";
import { findSession, openSession } from "@/lib/account/service";
import { dropLostFactor } from "@/lib/account/service/lost-factor";
import { beginPasskeySignIn, passPasskey } from "@/lib/account/service/passkey-sign-in";
import { addPasskey, beginPasskey, removePasskey } from "@/lib/account/service/passkeys";
import { beginProof } from "@/lib/account/service/prove";
import {
  beginFactor,
  confirmFactor,
  findFactor,
  removeFactor,
  renewRecoveryCodes,
} from "@/lib/account/service/second-factor";
import { passSecondStep } from "@/lib/account/service/second-step";
import { authenticatorCode } from "@/lib/account/service/test-authenticator";
import { testDevice } from "@/lib/account/service/test-device";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import type { Actor, Role } from "@/lib/shared/actor";
import type { Result } from "@/lib/shared/result";
import { requireFactor } from "@/lib/team/service/factor";
import { createTestTeam, TEST_ORIGIN } from "@/lib/team/service/test-team";

const PASSWORD = "a sentence that works well";
const BY_PASSWORD = { password: PASSWORD };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const value = <T, E extends { code: string }>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const codeOf = (result: Result<unknown, { code: string }>) =>
  result.ok ? "ok" : result.error.code;

/** Somebody of a team, signed in here and on another device. */
async function aPerson(role: Role = "designer") {
  const team = await createTestTeam(database);
  const { ports, clock } = team;
  const person = await team.addPerson("Lin", role);
  const { userId } = person;
  const { email } = await database.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  // The tries of a place are counted too: each has one of their own.
  const from = { userAgent: "", client: userId };
  const knock = () => openSession(ports, { email, password: PASSWORD, ...from });
  const [here, there] = [value(await knock()).sessionSecret, value(await knock()).sessionSecret];
  const actor = { ...person, sessionId: (await findSession(ports, here))?.id } as Actor;
  const isIn = async (secret: string) => (await findSession(ports, secret)) !== null;
  const creation = async () => value(await beginPasskey(ports, actor, BY_PASSWORD));
  async function add(label = "") {
    const device = testDevice(TEST_ORIGIN);
    const answer = device.make(await creation());
    clock.advance(1_000);
    const { recoveryCodes } = value(await addPasskey(ports, actor, { label, answer }));
    return { device, recoveryCodes };
  }
  async function ticket() {
    const opened = await knock();
    if (opened.ok || opened.error.code !== "second_factor_required") throw new Error("No ticket");
    return opened.error.ticket;
  }
  const ask = async (given: string | null = null) =>
    value(await beginPasskeySignIn(ports, { ticket: given, client: userId }));
  const enter = (passkey: ReturnType<ReturnType<typeof testDevice>["sign"]>, given?: string) =>
    passPasskey(ports, { ticket: given ?? null, passkey, ...from });
  const proof = async () => value(await beginProof(ports, actor));
  const own = () => findFactor(ports, actor);
  return {
    ...{ ...team, actor, email, here, there, isIn, knock, creation, add, ticket, ask, enter },
    ...{ proof, own, from },
  };
}

describe("a passkey", () => {
  test("is added with the password; the first comes with recovery codes and ends other sessions", async () => {
    const { add, own, here, there, isIn, knock, audited, proof } = await aPerson();
    expect(await own()).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
    const { recoveryCodes } = await add("My laptop");
    expect(new Set(recoveryCodes).size).toBe(10);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await knock()).toMatchObject({
      error: { code: "second_factor_required", ways: { app: false, passkey: true } },
    });
    const [second, third] = [await add(), await add("The key in the drawer")];
    expect([second.recoveryCodes, third.recoveryCodes]).toEqual([null, null]);
    const { passkeys, recoveryCodesLeft } = await own();
    expect(passkeys.map(({ label }) => label)).toEqual([
      "My laptop",
      "Passkey",
      "The key in the drawer",
    ]);
    expect(recoveryCodesLeft).toBe(10);
    expect((await proof()).allowCredentials).toHaveLength(3);
    expect(audited.map(({ action }) => action)).toEqual(Array(3).fill("passkey.added"));
  });

  test("is not begun with a wrong password, and tells the browser which keys are there already", async () => {
    const { ports, actor, add, creation } = await aPerson();
    expect(await beginPasskey(ports, actor, { password: "no" })).toMatchObject({
      error: { code: "wrong_password" },
    });
    const { device } = await add();
    expect(await creation()).toMatchObject({
      rp: { id: "studio.example.com", name: "Maquette" },
      excludeCredentials: [{ id: device.credentialId, transports: ["usb"] }],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
  });

  test("A14: is not added for another address, another challenge or another session, nor twice", async () => {
    const { ports, actor, creation, own } = await aPerson();
    const device = testDevice(TEST_ORIGIN);
    const offer = async (
      twist: Parameters<typeof device.make>[1],
      { by = actor, asked }: { by?: Actor; asked?: PasskeyCreation } = {},
    ) => {
      const answer = device.make(asked ?? (await creation()), twist);
      return codeOf(await addPasskey(ports, by, { label: "", answer }));
    };
    expect(await offer({ origin: "https://studio.example.org" })).toBe("passkey_refused");
    expect(await offer({ rpId: "example.com" })).toBe("passkey_refused");
    expect(await offer({ isVerified: false })).toBe("passkey_refused");
    expect(await offer({ type: "webauthn.get" })).toBe("passkey_refused");
    expect(await offer({ challenge: "made-up" })).toBe("passkey_expired");
    const there = { ...actor, sessionId: "another" } as Actor;
    expect(await offer({}, { by: there })).toBe("passkey_expired");
    const asked = await creation();
    expect(await offer({}, { asked })).toBe("ok");
    expect(await offer({}, { asked })).toBe("passkey_expired");
    expect(await offer({})).toBe("passkey_taken");
    expect((await own()).passkeys).toHaveLength(1);
  });

  test("A14: one that somebody else has is not added again", async () => {
    const [one, other] = [await aPerson(), await aPerson()];
    const { device } = await one.add();
    const answer = device.make(await other.creation());
    expect(await addPasskey(other.ports, other.actor, { label: "", answer })).toMatchObject({
      error: { code: "passkey_taken" },
    });
    expect((await other.own()).recoveryCodesLeft).toBe(0);
  });

  test("is not one of more than twenty", async () => {
    const { ports, actor, add } = await aPerson();
    for (let n = 0; n < 20; n += 1) await add();
    expect(await beginPasskey(ports, actor, BY_PASSWORD)).toEqual({
      ok: false,
      error: { code: "too_many_passkeys", countMax: 20 },
    });
  });
});

describe("coming in", () => {
  test("a passkey alone opens the door, and it is noted when", async () => {
    const { ports, add, ask, enter, isIn, own, clock, teamId } = await aPerson();
    const { device } = await add();
    expect((await own()).passkeys[0]?.lastUsedAt).toBeNull();
    const entered = value(await enter(device.sign(await ask())));
    expect(await isIn(entered.sessionSecret)).toBe(true);
    expect((await own()).passkeys[0]?.lastUsedAt).toEqual(clock.now());
    const where = { teamId, action: "signed_in" };
    expect(await database.prisma.auditEvent.count({ where })).toBe(3);
    expect(ports.clock.now()).toEqual(clock.now());
  });

  test("after the password it is the second factor, once a ticket", async () => {
    const { add, ask, enter, ticket } = await aPerson();
    const { device } = await add();
    const given = await ticket();
    const request = await ask(given);
    expect(request.allowCredentials).toMatchObject([{ id: device.credentialId }]);
    expect(await enter(device.sign(request), given)).toMatchObject({ ok: true });
    expect(codeOf(await enter(device.sign(await ask()), given))).toBe("step_expired");
  });

  test("A14: every answer that is not to this question at this door is refused and told to the log", async () => {
    const { add, ask, enter, ticket, audited, teamId } = await aPerson();
    const { device } = await add();
    const offer = async (twist: Parameters<typeof device.sign>[1], request?: PasskeyRequest) =>
      codeOf(await enter(device.sign(request ?? (await ask()), twist)));
    expect(await offer({ origin: "https://studio.example.org" })).toBe("passkey_refused");
    expect(await offer({ origin: "http://studio.example.com" })).toBe("passkey_refused");
    expect(await offer({ rpId: "example.com" })).toBe("passkey_refused");
    expect(await offer({ isVerified: false })).toBe("passkey_refused");
    expect(await offer({ type: "webauthn.create" })).toBe("passkey_refused");
    expect(await offer({ userHandle: "c29tZWJvZHkgZWxzZQ" })).toBe("passkey_refused");
    expect(await offer({ challenge: "made-up" })).toBe("passkey_expired");
    // A question of the second step is none of the door, and the other way round.
    const given = await ticket();
    expect(await offer({}, await ask(given))).toBe("passkey_expired");
    expect(codeOf(await enter(device.sign(await ask()), given))).toBe("passkey_expired");
    const notes = audited.filter(({ action }) => action === "passkey.refused");
    expect(notes).toHaveLength(6);
    const where = { teamId, action: "sign_in_failed" };
    expect(await database.prisma.auditEvent.count({ where })).toBe(6);
    expect(await offer({})).toBe("ok");
  });

  test("A14: a signature counts once, also for two at the same moment", async () => {
    const { add, ask, enter } = await aPerson();
    const { device } = await add();
    const answer = device.sign(await ask());
    const tries = await Promise.all([enter(answer), enter(answer), enter(answer)]);
    expect(tries.map(codeOf).sort()).toEqual(["ok", "passkey_expired", "passkey_expired"]);
  });

  test("A14: a counter that goes back is that of a copy; one that always says 0 is not", async () => {
    const { add, ask, enter } = await aPerson();
    const { device } = await add();
    const offer = async (counter: number) =>
      codeOf(await enter(device.sign(await ask(), { counter })));
    for (const counter of [0, 0, 7]) expect(await offer(counter)).toBe("ok");
    for (const counter of [7, 6, 0]) expect(await offer(counter)).toBe("passkey_refused");
    expect(await offer(8)).toBe("ok");
  });

  test("a question is over after five minutes", async () => {
    const { add, ask, enter, clock } = await aPerson();
    const { device } = await add();
    const answer = device.sign(await ask());
    clock.advance(5 * 60_000);
    expect(codeOf(await enter(answer))).toBe("passkey_expired");
    await ask();
    expect(await database.prisma.passkeyChallenge.count()).toBeGreaterThan(0);
    const where = { expiresAt: { lte: clock.now() } };
    expect(await database.prisma.passkeyChallenge.count({ where })).toBe(0);
  });

  test("a key that nobody has, of somebody else, or of who is in no team opens nothing", async () => {
    const [one, other] = [await aPerson(), await aPerson()];
    const { device } = await one.add();
    const { device: theirs } = await other.add();
    const stranger = testDevice(TEST_ORIGIN);
    expect(codeOf(await one.enter(stranger.sign(await one.ask())))).toBe("passkey_unknown");
    const given = await one.ticket();
    const request = await one.ask(given);
    expect(codeOf(await one.enter(theirs.sign(request), given))).toBe("passkey_unknown");
    await database.prisma.membership.deleteMany({ where: { userId: one.actor.userId } });
    expect(codeOf(await one.enter(device.sign(await one.ask())))).toBe("passkey_unknown");
    expect(await other.enter(theirs.sign(await other.ask()))).toMatchObject({ ok: true });
  });

  test("A14: ten refused answers of a key from one place wait, and another place does not", async () => {
    const { ports, add, ask, enter, clock } = await aPerson();
    const { device } = await add();
    for (let n = 0; n < 10; n += 1)
      expect(codeOf(await enter(device.sign(await ask(), { isVerified: false })))).toBe(
        "passkey_refused",
      );
    expect(await enter(device.sign(await ask()))).toMatchObject({
      error: { code: "too_many_tries", waitSeconds: 60 },
    });
    const elsewhere = { ticket: null, userAgent: "", client: "198.51.100.7" };
    const passkey = device.sign(await ask());
    expect(await passPasskey(ports, { ...elsewhere, passkey })).toMatchObject({ ok: true });
    clock.advance(60_000);
    expect(await enter(device.sign(await ask()))).toMatchObject({ ok: true });
  });

  test("a recovery code is good for who has left the device at home", async () => {
    const { ports, add, ticket, from, own } = await aPerson();
    const { recoveryCodes } = await add();
    const shown = { ticket: await ticket(), code: recoveryCodes?.[0] ?? "", ...from };
    expect(await passSecondStep(ports, shown)).toMatchObject({ ok: true });
    expect((await own()).recoveryCodesLeft).toBe(9);
  });
});

describe("taking a passkey away", () => {
  test("takes itself as a proof, or the password and a recovery code; then other sessions end", async () => {
    const { ports, actor, add, ask, enter, isIn, proof, own, here, knock } = await aPerson();
    const { device, recoveryCodes } = await add();
    const entered = value(await enter(device.sign(await ask())));
    const [passkey] = (await own()).passkeys;
    const remove = (given: Parameters<typeof removePasskey>[2]["proof"]) =>
      removePasskey(ports, actor, { passkeyId: passkey?.id ?? "", proof: given });
    expect(codeOf(await remove({ password: "no", code: recoveryCodes?.[0] ?? "" }))).toBe(
      "wrong_password",
    );
    expect(codeOf(await remove({ ...BY_PASSWORD, code: "000000" }))).toBe("wrong_code");
    // Signed for the door, not for this.
    expect(codeOf(await remove({ passkey: device.sign(await ask()) }))).toBe("passkey_expired");
    expect(await remove({ passkey: device.sign(await proof()) })).toMatchObject({ ok: true });
    expect([await isIn(here), await isIn(entered.sessionSecret)]).toEqual([true, false]);
    expect(await own()).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
    expect(await knock()).toMatchObject({ ok: true });
    expect(codeOf(await enter(device.sign(await ask())))).toBe("passkey_unknown");
    expect(codeOf(await remove({ ...BY_PASSWORD, code: "123456" }))).toBe("not_on");
  });

  test("of somebody else, of one's own team or another, is not there", async () => {
    const [one, other] = [await aPerson(), await aPerson()];
    await one.add();
    const { device } = await other.add();
    const [passkey] = (await one.own()).passkeys;
    const removed = await removePasskey(other.ports, other.actor, {
      passkeyId: passkey?.id ?? "",
      proof: { passkey: device.sign(await other.proof()) },
    });
    expect(codeOf(removed)).toBe("not_found");
    expect((await one.own()).passkeys).toHaveLength(1);
    expect((await other.own()).passkeys).toHaveLength(1);
  });

  test("is refused for the last factor where the team asks for one, whichever it is", async () => {
    const { ports, actor, add, proof, own, clock } = await aPerson("owner");
    const { device } = await add();
    expect(await requireFactor(ports, actor, true)).toMatchObject({ ok: true });
    const removeFirst = async () => {
      const [first] = (await own()).passkeys;
      const given = { passkey: device.sign(await proof()) };
      return codeOf(
        await removePasskey(ports, actor, { passkeyId: first?.id ?? "", proof: given }),
      );
    };
    expect(await removeFirst()).toBe("required");
    const { secret } = value(await beginFactor(ports, actor, BY_PASSWORD));
    value(await confirmFactor(ports, actor, authenticatorCode(secret, clock.now())));
    expect(await removeFirst()).toBe("ok");
    clock.advance(30_000);
    const code = authenticatorCode(secret, clock.now());
    expect(codeOf(await removeFactor(ports, actor, { ...BY_PASSWORD, code }))).toBe("required");
    const next = await add();
    expect(next.recoveryCodes).toBeNull();
    const byKey = { passkey: next.device.sign(await proof()) };
    expect(codeOf(await removeFactor(ports, actor, byKey))).toBe("ok");
    // The codes stay as long as there is a factor to be lost.
    expect(await own()).toMatchObject({ since: null, recoveryCodesLeft: 10 });
  });

  test("of two at once, one last factor stays", async () => {
    const { ports, actor, add, proof, own } = await aPerson("owner");
    const keys = [await add(), await add()];
    await requireFactor(ports, actor, true);
    const [first, second] = (await own()).passkeys;
    const requests = [await proof(), await proof()];
    const answers = await Promise.all(
      [first, second].map((passkey, n) => {
        const request = requests[n];
        const device = keys[n]?.device;
        if (!passkey || !request || !device) throw new Error("setup failed");
        const given = { passkey: device.sign(request) };
        return removePasskey(ports, actor, { passkeyId: passkey.id, proof: given });
      }),
    );
    expect(answers.map(codeOf).sort()).toEqual(["ok", "required"]);
    expect((await own()).passkeys).toHaveLength(1);
  });

  test("is also what the operator does for who has lost everything", async () => {
    const { ports, email, add, own, knock } = await aPerson();
    await add();
    expect(await dropLostFactor(ports, email)).toEqual({ ok: true, value: { wasOn: true } });
    expect(await own()).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
    expect(await knock()).toMatchObject({ ok: true });
  });
});

test("who has a passkey is not held where the team asks for a factor, and renews codes with it", async () => {
  const { ports, actor, add, here, proof, owner } = await aPerson("admin");
  await database.prisma.secondFactor.create({
    data: { userId: owner.userId, secret: "-", createdAt: new Date(), confirmedAt: new Date() },
  });
  expect(await requireFactor(ports, owner, true)).toMatchObject({ ok: true });
  expect((await findSession(ports, here))?.mustSetUpFactor).toBe(true);
  const { device, recoveryCodes } = await add();
  expect((await findSession(ports, here))?.mustSetUpFactor).toBe(false);
  const given = { passkey: device.sign(await proof()) };
  const renewed = value(await renewRecoveryCodes(ports, actor, given));
  expect(renewed.recoveryCodes).not.toEqual(recoveryCodes);
});
