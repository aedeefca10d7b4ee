import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { getPorts } from "@/lib/server/composition";
import {
  findActor,
  findSignedIn,
  forgetSessions,
  readCookie,
  sessionCookieName,
} from "@/lib/server/sessions";
import { signInOwner } from "@/lib/server/test-owner";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let cookie: string;
beforeAll(async () => {
  database = await createTestDatabase();
  Reflect.deleteProperty(globalThis, "maquette");
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  cookie = await signInOwner();
});
beforeEach(() => {
  forgetSessions();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.drop();
});

/** As another process does. */
const revoke = () => database.prisma.session.updateMany({ data: { revokedAt: new Date() } });
const restore = () => database.prisma.session.updateMany({ data: { revokedAt: null } });

/** Not the last: of that one not every bit counts. */
const withAnotherLetter = (text: string) =>
  `${text.slice(0, -9)}${text.at(-9) === "A" ? "B" : "A"}${text.slice(-8)}`;

describe("A08: who a cookie proves", () => {
  test("is looked up once in five seconds", async () => {
    const first = findSignedIn(cookie);
    expect(await first).toMatchObject({ actor: { role: "owner" } });
    expect(findSignedIn(cookie)).toBe(first);
    vi.advanceTimersByTime(4_999);
    expect(findSignedIn(cookie)).toBe(first);
    vi.advanceTimersByTime(1);
    const second = findSignedIn(cookie);
    expect(second).not.toBe(first);
    expect(await second).toEqual(await first);
  });

  test("is nobody five seconds after another process has revoked the session", async () => {
    expect(await findActor(cookie)).not.toBeNull();
    await revoke();
    expect(await findActor(cookie)).not.toBeNull();
    vi.advanceTimersByTime(5_000);
    expect(await findActor(cookie)).toBeNull();
    await restore();
  });

  test("is nobody at once where it was revoked", async () => {
    expect(await findActor(cookie)).not.toBeNull();
    await revoke();
    forgetSessions();
    expect(await findActor(cookie)).toBeNull();
    await restore();
  });

  test("is asked for again after a database that was away", async () => {
    const { accounts } = getPorts();
    const { findLiveSession } = accounts;
    accounts.findLiveSession = () => Promise.reject(new Error("away"));
    await expect(findActor(cookie)).rejects.toThrow("away");
    accounts.findLiveSession = findLiveSession;
    expect(await findActor(cookie)).not.toBeNull();
  });

  test.each([
    ["no cookie", () => ""],
    ["another cookie", () => "theme=dark"],
    ["a token that was not made here", () => `${sessionCookieName("http://localhost")}=abc.def`],
    ["a token with a letter changed", () => withAnotherLetter(cookie)],
  ])("is nobody with %s", async (_name, header) => {
    expect(await findActor(header())).toBeNull();
  });
});

test.each([
  ["a=1; maquette.session=abc; b=2", "abc"],
  ["maquette.session.1=cd; maquette.session.0=ab", "abcd"],
  ["xmaquette.session=abc", null],
  ["maquette.session.x=abc", null],
  ["maquette.session=abc; maquette.session=def", null],
  ["maquette.session=abc; maquette.session=abc", null],
  ["", null],
  [null, null],
])("A08: of the cookies %j the session is %j", (header, value) => {
  expect(readCookie(header, "maquette.session")).toBe(value);
});

test("over https the cookie is bound to the host", () => {
  expect(sessionCookieName("https://studio.example")).toBe("__Host-maquette.session");
  expect(sessionCookieName("http://localhost:3000")).toBe("maquette.session");
});
