import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openSession } from "@/lib/account/service";
import { memoryClock } from "@/lib/adapters/memory/memory-clock";
import { createAccountRepository } from "@/lib/adapters/prisma/account-repository";
import { createAuditLog } from "@/lib/adapters/prisma/audit-log";
import { createPrismaDatabase } from "@/lib/adapters/prisma/prisma-client";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createThrottle } from "@/lib/adapters/prisma/throttle";
import { tokens } from "@/lib/adapters/secrets/tokens";
import { HasherBusyError } from "@/lib/ports/secrets";

const SECOND_MS = 1_000;
const EMAIL = "designer@example.com";
const RIGHT = "a sentence that works well";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.prisma.$executeRaw`truncate throttle, team, "user" cascade`;
});

async function door() {
  const { prisma } = database;
  const clock = memoryClock();
  let looks = 0;
  const ports = {
    clock,
    tokens,
    accounts: createAccountRepository(prisma),
    audit: createAuditLog(prisma, clock),
    database: createPrismaDatabase(prisma),
    throttle: createThrottle(prisma),
    passwords: {
      hash: async (password: string) => password,
      async verify(password: string, hash: string | null) {
        looks += 1;
        return password === hash;
      },
    },
  };
  const [teamId, userId] = [clock.newId(), clock.newId()];
  await prisma.team.create({ data: { id: teamId, name: "Halden", timeZone: "Europe/Oslo" } });
  await prisma.user.create({
    data: { id: userId, email: EMAIL, name: "Designer", passwordHash: RIGHT },
  });
  await prisma.membership.create({ data: { userId, teamId, role: "designer" } });
  const knock = async (password: string, { email = EMAIL, client = "203.0.113.9" } = {}) => {
    const opened = await openSession(ports, { email, password, client, userAgent: "test" });
    return opened.ok ? "open" : opened.error;
  };
  const fail = (times: number, who = {}) =>
    Promise.all(Array.from({ length: times }, () => knock("wrong", who)));
  return { clock, knock, fail, ports, looks: () => looks };
}

const WRONG = { code: "wrong_credentials" };

test("after ten wrong passwords one a minute is looked at, also of many at the same moment", async () => {
  const { clock, knock, fail, looks } = await door();
  const answers = await fail(30);
  expect(answers.filter((answer) => answer !== "open" && answer.code === WRONG.code)).toHaveLength(
    10,
  );
  expect(looks()).toBe(10);
  expect(await knock(RIGHT)).toEqual({ code: "too_many_tries", waitSeconds: 60 });
  clock.advance(59 * SECOND_MS);
  expect(await knock(RIGHT)).toEqual({ code: "too_many_tries", waitSeconds: 1 });
  clock.advance(SECOND_MS);
  expect(await knock("wrong")).toEqual(WRONG);
  expect(await knock(RIGHT)).toMatchObject({ code: "too_many_tries" });
  clock.advance(60 * SECOND_MS);
  expect(await knock(RIGHT)).toBe("open");
  expect(await knock("wrong")).toEqual(WRONG);
});

test("an account that is not there is refused as one that is", async () => {
  const { fail, looks } = await door();
  const inOrder = (answers: unknown[]) => answers.map((answer) => JSON.stringify(answer)).sort();
  const unknown = await fail(12, { email: "nobody@example.com" });
  expect(looks()).toBe(10);
  expect(inOrder(unknown)).toEqual(inOrder(await fail(12)));
});

test("from another place the person still comes in", async () => {
  const { knock, fail } = await door();
  await fail(12);
  expect(await knock(RIGHT, { client: "198.51.100.1" })).toBe("open");
});

test("A02: whoever guesses from a thousand places is stopped, and the person still comes in from their own", async () => {
  const { clock, knock } = await door();
  expect(await knock(RIGHT, { client: "192.0.2.44" })).toBe("open");
  const answers: Awaited<ReturnType<typeof knock>>[] = [];
  for (let n = 0; n < 110; n += 1)
    answers.push(await knock("wrong", { client: `198.51.100.${n}` }));
  const refused = answers.filter((answer) => answer !== "open" && answer.code !== WRONG.code);
  expect(refused.length).toBeGreaterThanOrEqual(10);
  expect(refused[0]).toMatchObject({ code: "too_many_tries" });
  expect(await knock(RIGHT, { client: "198.51.100.250" })).toMatchObject({
    code: "too_many_tries",
  });
  expect(await knock("wrong", { client: "192.0.2.44" })).toEqual(WRONG);
  expect(await knock(RIGHT, { client: "192.0.2.44" })).toBe("open");
  clock.advance(36 * SECOND_MS);
  expect(await knock(RIGHT, { client: "198.51.100.250" })).toBe("open");
});

test("A05: while too many passwords are looked at, a try waits and is not said to be wrong", async () => {
  const { ports } = await door();
  const busy = () => Promise.reject(new HasherBusyError());
  const passwords = { ...ports.passwords, verify: busy };
  const input = { email: EMAIL, password: RIGHT, client: "203.0.113.9", userAgent: "test" };
  expect(await openSession({ ...ports, passwords }, input)).toEqual({
    ok: false,
    error: { code: "too_many_tries", waitSeconds: 5 },
  });
});

test("a place has fifty tries a minute, whoever they are for", async () => {
  const { clock, knock } = await door();
  for (let n = 0; n < 50; n += 1) await knock("wrong", { email: `person-${n}@example.com` });
  expect(await knock(RIGHT)).toEqual({ code: "too_many_tries", waitSeconds: 2 });
  clock.advance(2 * SECOND_MS);
  expect(await knock(RIGHT)).toBe("open");
});

test("what is counted is in the database, and no address of a person or a machine with it", async () => {
  const { fail, ports, clock } = await door();
  await fail(10);
  const again = { ...ports, throttle: createThrottle(database.prisma) };
  const input = { email: EMAIL, password: RIGHT, client: "203.0.113.9", userAgent: "test" };
  expect(await openSession(again, input)).toMatchObject({ error: { code: "too_many_tries" } });
  const rows = await database.prisma.throttle.findMany();
  expect(rows).toHaveLength(4);
  expect(JSON.stringify(rows.map(({ keyHash }) => Buffer.from(keyHash).toString()))).not.toMatch(
    /example\.com|203\.0/,
  );
  clock.advance(3_600 * SECOND_MS);
  await openSession(again, input);
  expect(await database.prisma.throttle.count()).toBe(2);
});
