import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  closeSession,
  findSession,
  findViewer,
  issueSetupToken,
  listAdminNames,
  openSession,
  saveKeyboard,
  setUpStudio,
} from "@/lib/account/service";
import { listDevices } from "@/lib/account/service/profile";
import { memoryClock } from "@/lib/adapters/memory/memory-clock";
import { createAccountRepository } from "@/lib/adapters/prisma/account-repository";
import { createAuditLog } from "@/lib/adapters/prisma/audit-log";
import { createPrismaDatabase } from "@/lib/adapters/prisma/prisma-client";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createThrottle } from "@/lib/adapters/prisma/throttle";
import { createPasswordHasher } from "@/lib/adapters/secrets/argon2";
import { tokens } from "@/lib/adapters/secrets/tokens";
import { type Actor, type Role, wholeTeam } from "@/lib/shared/actor";

const MINUTE_MS = 60_000;
const passwords = createPasswordHasher();
const PERSON = { email: "designer@example.com", password: "a sentence that works well" };
const BROWSER = { userAgent: "test", client: "203.0.113.9" };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.prisma.$executeRaw`truncate setup_link, team, "user" cascade`;
});

function studio() {
  const clock = memoryClock();
  const { prisma } = database;
  const ports = {
    clock,
    tokens,
    passwords,
    accounts: createAccountRepository(prisma),
    audit: createAuditLog(prisma, clock),
    database: createPrismaDatabase(prisma),
    throttle: createThrottle(prisma),
  };
  const setUp = (token: string) =>
    setUpStudio(ports, {
      ...PERSON,
      token,
      name: "Designer",
      teamName: "Halden",
      projectName: "Autumn KV",
      timeZone: "Europe/Moscow",
    });
  return { clock, ports, setUp };
}

test("the set-up link makes one owner, once, and is not made again", async () => {
  const { ports, setUp } = studio();
  const token = (await issueSetupToken(ports, null)) ?? "";
  const [first, second] = await Promise.all(
    [setUp(token), setUp(token)].map((made) => made.catch(() => null)),
  );
  expect([first?.ok, second?.ok].filter(Boolean)).toHaveLength(1);
  expect(await database.prisma.user.count()).toBe(1);
  expect(await setUp(token)).toMatchObject({ ok: false, error: { code: "link_expired" } });
  expect(await issueSetupToken(ports, null)).toBeNull();
});

test("A05: without a link nobody has a password looked at", async () => {
  const { ports } = studio();
  await issueSetupToken(ports, null);
  const hash = () => Promise.reject(new Error("It was looked at"));
  const ask = {
    ...PERSON,
    token: "-",
    name: "N",
    teamName: "T",
    projectName: "P",
    timeZone: "UTC",
  };
  expect(await setUpStudio({ ...ports, passwords: { ...passwords, hash } }, ask)).toEqual({
    ok: false,
    error: { code: "link_expired" },
  });
});

test("a set-up link is over after half an hour, and when the next start makes another", async () => {
  const { clock, ports, setUp } = studio();
  const old = (await issueSetupToken(ports, null)) ?? "";
  const token = (await issueSetupToken(ports, null)) ?? "";
  expect(await setUp(old)).toMatchObject({ error: { code: "link_expired" } });
  clock.advance(30 * MINUTE_MS);
  expect(await setUp(token)).toMatchObject({ error: { code: "link_expired" } });
  expect(await database.prisma.team.count()).toBe(0);
});

test("A08: a session that nobody uses for a week is over, and one that is used is not", async () => {
  const { clock, ports, setUp } = studio();
  await setUp((await issueSetupToken(ports, null)) ?? "");
  const opened = await openSession(ports, { ...PERSON, ...BROWSER });
  if (!opened.ok) throw new Error("not opened");
  const { sessionSecret, userId } = opened.value;
  const live = () => findSession(ports, sessionSecret);
  const devices = () => listDevices(ports, { userId } as Actor);
  expect(await live()).not.toBeNull();
  clock.advance(6 * 24 * 60 * MINUTE_MS);
  expect(await devices()).toHaveLength(1);
  expect(await live()).not.toBeNull();
  clock.advance(7 * 24 * 60 * MINUTE_MS);
  expect(await devices()).toEqual([]);
  expect(await live()).toBeNull();
});

test("a session lives until it is revoked or thirty days are over", async () => {
  const { clock, ports, setUp } = studio();
  await setUp((await issueSetupToken(ports, null)) ?? "");
  const opened = await openSession(ports, { ...PERSON, ...BROWSER });
  if (!opened.ok) throw new Error("not opened");
  const { sessionSecret } = opened.value;

  const session = await findSession(ports, sessionSecret);
  expect(session).toMatchObject({ userId: opened.value.userId, role: "owner" });
  expect(await findSession(ports, `${sessionSecret}x`)).toBeNull();

  await closeSession(ports, { ...session, sessionId: session?.id } as Actor);
  expect(await findSession(ports, sessionSecret)).toBeNull();

  const other = await openSession(ports, { ...PERSON, ...BROWSER });
  if (!other.ok) throw new Error("not opened");
  clock.advance(31 * 24 * 60 * MINUTE_MS);
  expect(await findSession(ports, other.value.sessionSecret)).toBeNull();
});

test("A01: an unknown person and a wrong password get the same answer", async () => {
  const { ports, setUp } = studio();
  await setUp((await issueSetupToken(ports, null)) ?? "");
  const wrong = await openSession(ports, {
    ...PERSON,
    ...BROWSER,
    password: "another sentence",
  });
  const unknown = await openSession(ports, {
    ...PERSON,
    ...BROWSER,
    email: "nobody@example.com",
  });
  expect(wrong).toEqual({ ok: false, error: { code: "wrong_credentials" } });
  expect(unknown).toEqual(wrong);
});

test("a composed and a decomposed spelling are the same password", async () => {
  const stored = await passwords.hash("pässwörd of the téam");
  expect(await passwords.verify("pässwörd of the téam".normalize("NFD"), stored)).toBe(true);
  expect(await passwords.verify("passwörd of the téam", stored)).toBe(false);
});

test("the keys that a person changes are theirs in every session and nobody else's", async () => {
  const { prisma } = database;
  const { clock, ports: ported } = studio();
  const connections = { current: async () => ({ key: { source: "sandbox" } }) } as never;
  const ports = { ...ported, connections };
  const teamId = clock.newId();
  await prisma.team.create({ data: { id: teamId, name: "Halden", timeZone: "Europe/Moscow" } });
  await prisma.project.create({ data: { id: clock.newId(), teamId, name: "Autumn", code: "AK" } });
  async function aMember() {
    const userId = clock.newId();
    const person = { id: userId, email: `${userId}@example.com`, name: "A", passwordHash: "-" };
    await prisma.user.create({ data: person });
    await prisma.membership.create({ data: { userId, teamId, role: "reviewer" } });
    return { userId, ...wholeTeam(teamId), role: "reviewer", sessionId: "session" } as Actor;
  }
  const keyboardOf = async (actor: Actor) => (await findViewer(ports, actor, null))?.keyboard;
  const [one, other] = [await aMember(), await aMember()];
  const asItComes = { hasSingleKeys: true, chords: {} };
  expect(await keyboardOf(one)).toEqual(asItComes);

  const changed = { hasSingleKeys: false, chords: { focusPrompt: "KeyP" } };
  await saveKeyboard(ports, one, changed);
  expect(await keyboardOf(one)).toEqual(changed);
  expect(await keyboardOf(other)).toEqual(asItComes);

  await prisma.user.update({ where: { id: one.userId }, data: { keyboard: { odd: 1 } } });
  expect(await keyboardOf(one)).toEqual(asItComes);
});

test("everybody of a team can be told who its owners and admins are, and of no other team", async () => {
  const { prisma } = database;
  const { clock, ports } = studio();
  const aTeam = async (members: [name: string, role: Role][]) => {
    const teamId = clock.newId();
    await prisma.team.create({ data: { id: teamId, name: "Halden", timeZone: "Europe/Moscow" } });
    for (const [name, role] of members) {
      const id = clock.newId();
      const person = { id, name, email: `${id}@example.com`, passwordHash: "-" };
      await prisma.user.create({ data: person });
      await prisma.membership.create({ data: { userId: id, teamId, role } });
    }
    return {
      ...wholeTeam(teamId),
      userId: "user",
      role: "reviewer",
      sessionId: "session",
    } as Actor;
  };
  const one = await aTeam([
    ["Ben", "admin"],
    ["Lin", "designer"],
    ["Marta", "owner"],
  ]);
  const other = await aTeam([["Olaf", "owner"]]);
  expect(await listAdminNames(ports, one)).toEqual(["Marta", "Ben"]);
  expect(await listAdminNames(ports, other)).toEqual(["Olaf"]);
});
