import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { presentDevice } from "@/lib/account/presenter";
import { findSession, openSession } from "@/lib/account/service";
import {
  changePassword,
  closeDevice,
  closeOtherDevices,
  listDevices,
  renameSelf,
  resetPassword,
} from "@/lib/account/service/profile";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import type { Actor } from "@/lib/shared/actor";
import { createTestTeam } from "@/lib/team/service/test-team";

const OLD = "a sentence that works well";
const NEW = "another sentence for the door";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Somebody with two devices; the first is the one in hand. */
async function aPerson() {
  const team = await createTestTeam(database);
  const person = await team.addPerson("Lin", "designer");
  const { email } = await database.prisma.user.findUniqueOrThrow({
    where: { id: person.userId },
  });
  async function signIn(password: string, userAgent = "") {
    const opened = await openSession(team.ports, { email, password, userAgent, client: "test" });
    return opened.ok ? opened.value.sessionSecret : null;
  }
  const here = (await signIn(OLD, FIREFOX)) ?? "";
  const there = (await signIn(OLD)) ?? "";
  const isIn = async (secret: string) => (await findSession(team.ports, secret)) !== null;
  const session = await findSession(team.ports, here);
  const actor = { ...person, sessionId: session?.id } as Actor;
  return { ...team, actor, email, here, there, isIn, signIn };
}

describe("a password", () => {
  test("is changed by who knows the old one; every other session ends", async () => {
    const { ports, actor, here, there, isIn, signIn } = await aPerson();
    expect(await changePassword(ports, actor, { current: OLD, next: NEW })).toMatchObject({
      ok: true,
    });
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await signIn(OLD)).toBeNull();
    expect(await signIn(NEW)).not.toBeNull();
  });

  test("stays when the old one is wrong, and so does every session", async () => {
    const { ports, actor, audited, there, isIn, signIn } = await aPerson();
    expect(await changePassword(ports, actor, { current: NEW, next: NEW })).toEqual({
      ok: false,
      error: { code: "wrong_password" },
    });
    expect(await isIn(there)).toBe(true);
    expect(await signIn(OLD)).not.toBeNull();
    expect(audited).toMatchObject([{ action: "password.refused" }]);
  });

  test("is given anew by the operator; every session ends", async () => {
    const { ports, email, here, there, isIn, signIn } = await aPerson();
    const reset = await resetPassword(ports, email);
    if (!reset.ok) throw new Error(reset.error.code);
    expect([await isIn(here), await isIn(there)]).toEqual([false, false]);
    expect(await signIn(OLD)).toBeNull();
    expect(await signIn(reset.value.password)).not.toBeNull();
    expect(await resetPassword(ports, "nobody@example.com")).toMatchObject({
      error: { code: "not_found" },
    });
  });
});

describe("devices", () => {
  test("are the living sessions of the person, this one marked, and of nobody else", async () => {
    const { ports, actor, clock } = await aPerson();
    const other = await aPerson();
    const devices = (await listDevices(ports, actor)).map((each) => presentDevice(each, actor));
    expect(devices).toHaveLength(2);
    expect(devices.filter(({ isThis }) => isThis)).toMatchObject([
      { sessionId: actor.sessionId, browser: "Firefox", system: "Linux" },
    ]);
    expect(JSON.stringify(devices)).not.toContain("Mozilla");
    const ids = (await listDevices(other.ports, other.actor)).map(({ id }) => id);
    expect(ids).not.toContain(actor.sessionId);

    clock.advance(31 * 24 * 60 * 60_000);
    expect(await listDevices(ports, actor)).toEqual([]);
  });

  test("are signed out one by one, but not those of somebody else", async () => {
    const { ports, actor, here, there, isIn } = await aPerson();
    const other = await aPerson();
    const far = (await listDevices(ports, actor)).find(({ id }) => id !== actor.sessionId);
    const id = far?.id ?? "";
    expect(await closeDevice(other.ports, other.actor, id)).toMatchObject({
      error: { code: "not_found" },
    });
    expect(await isIn(there)).toBe(true);
    expect(await closeDevice(ports, actor, id)).toMatchObject({ ok: true });
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await closeDevice(ports, actor, id)).toMatchObject({ error: { code: "not_found" } });
  });

  test("are signed out all at once but this one", async () => {
    const { ports, actor, here, there, isIn } = await aPerson();
    const other = await aPerson();
    await closeOtherDevices(ports, actor);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await other.isIn(other.there)).toBe(true);
  });
});

test("a name is changed for the person alone", async () => {
  const { ports, actor, owner, rolesOf } = await aPerson();
  await renameSelf(ports, actor, "Lin Sørensen");
  expect(await rolesOf(owner)).toEqual(["Marta owner", "Lin Sørensen designer"]);
});
