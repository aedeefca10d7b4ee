import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { getSettings } from "@/lib/server/composition";
import { forgetSessions } from "@/lib/server/sessions";
import { ACTION_CASES, type ActionCase } from "@/lib/server/test-action-cases";
import type { Action } from "@/lib/server/test-entries";
import { ACTION_ROLES, ROUTE_ROLES, WHO } from "@/lib/server/test-role-cases";
import { type Ask, ROUTE_CASES } from "@/lib/server/test-route-cases";
import {
  copy,
  type Door,
  findEntries,
  newFacts,
  openDoor,
  rowsOf,
  type TestDatabase,
} from "@/lib/server/test-scope";
import { populateTeam, type TeamFacts } from "@/lib/server/test-two-teams";
import type { Role } from "@/lib/shared/actor";

let cookie = "";
/** Of the same person, for a program. */
let bearer = { tokenId: "", token: "" };
// What Next would know of the request that calls an action.
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ cookie, origin: getSettings().publicUrl }),
  cookies: async () => ({ set: () => undefined }),
}));
// The framework's own sign-in needs a request of Next, and nobody has such a password.
vi.mock("next-auth", () => ({
  CredentialsSignin: class CredentialsSignin extends Error {},
}));
vi.mock("@/lib/server/auth", async () => {
  const { CredentialsSignin } = await import("next-auth");
  return {
    signIn: () => Promise.reject(new CredentialsSignin()),
    signOut: async () => undefined,
  };
});

const entries = await findEntries();
const { routeNames, actions } = entries;

let door: Door;
let alone: TestDatabase;
let both: TestDatabase;
/** Nobody is ever connected to it: each action has a copy. */
let untouched: TestDatabase;
let own: TeamFacts;
let foreign: TeamFacts;
/** Ids, hashes and words that only the other team has. */
let foreignFacts: string[];

beforeAll(async () => {
  door = await openDoor(entries);
  const first = await createTestDatabase();
  own = await populateTeam(first, "Ahornblatt");
  const before = await rowsOf(first.prisma);
  alone = await copy(first);
  foreign = await populateTeam(first, "Birkenholz");
  foreignFacts = await newFacts(first.prisma, before);
  both = await copy(first);
  untouched = first;
  door.switchTo(both);
  await door.storeFiles([...own.storageKeys, ...foreign.storageKeys]);
});
afterAll(async () => {
  await door.close();
  await alone.drop();
  await both.drop();
  await untouched.drop();
});

const signIn = (
  { userId, bearers }: Pick<TeamFacts, "userId" | "bearers">,
  role: Role = "owner",
) => {
  bearer = bearers[role];
  return door.signIn(userId);
};
const ask = (name: string, question: Ask) => door.ask({ cookie, bearer }, name, question);

/** A failure that its case does not expect. */
const isFailure = ({ status }: { status: number }, expected: Ask) =>
  status >= 500 && status !== expected.status;

/** What an answer tells of the other team beyond what the question said itself. */
const told = (answer: string, question: unknown) => {
  const asked = JSON.stringify(question) ?? "";
  return foreignFacts.filter((fact) => answer.includes(fact) && !asked.includes(fact));
};

const isForeign = (row: string) => foreignFacts.some((fact) => row.includes(fact));
const foreignRows = async (database: TestDatabase) =>
  (await rowsOf(database.prisma)).filter(isForeign);

describe("I5, D03: of another team", () => {
  test("every route and every action has a case", () => {
    expect(routeNames).toEqual(Object.keys(ROUTE_CASES).sort());
    expect([...actions.keys()].sort()).toEqual(Object.keys(ACTION_CASES).sort());
    expect(routeNames.length).toBeGreaterThan(20);
    expect(foreignFacts.length).toBeGreaterThan(20);
  });

  test.each(routeNames)("nothing is in the answer of %s", async (name) => {
    const asks = ROUTE_CASES[name]?.(own) ?? [];
    expect(asks).not.toEqual([]);
    door.switchTo(alone);
    cookie = await signIn(own);
    const withoutOthers = [];
    for (const each of asks) withoutOthers.push(await ask(name, each));
    door.switchTo(both);
    cookie = await signIn(own);
    for (const [index, each] of asks.entries()) {
      const answer = await ask(name, each);
      expect(answer.status, `${each.path} ${answer.text}`).toBe(each.status ?? 200);
      expect(answer, each.path).toEqual(withoutOthers[index]);
      expect(told(answer.text, each), each.path).toEqual([]);
    }
  });

  test.each(routeNames)("nothing is told by %s when it is asked for", async (name) => {
    door.switchTo(both);
    cookie = await signIn(own);
    const before = await foreignRows(both);
    for (const each of ROUTE_CASES[name]?.(foreign) ?? []) {
      const answer = await ask(name, each);
      expect(isFailure(answer, each), each.path).toBe(false);
      expect(told(answer.text, each), each.path).toEqual([]);
    }
    expect(await foreignRows(both)).toEqual(before);
  });

  test.each([...actions])("nothing is changed or told by %s", async (name, run) => {
    const database = await copy(untouched);
    door.switchTo(database);
    cookie = await signIn(own);
    const before = await foreignRows(database);
    for (const { input, refusal } of [ACTION_CASES[name] ?? []].flat()) {
      const asked = input(foreign, own);
      if (JSON.stringify(asked) !== JSON.stringify(input(own, own)))
        expect(told(JSON.stringify(await run(asked)), asked)).toEqual([]);
      expect(await foreignRows(database)).toEqual(before);
      const answer = await run(input(own, own));
      expect(answer).toMatchObject(refusal ? { error: { code: refusal } } : { ok: true });
      expect(told(JSON.stringify(answer), null)).toEqual([]);
      expect(await foreignRows(database)).toEqual(before);
    }
    await database.drop();
  });
});

/** The words by which a service says no to a role. */
const NOT_YOURS = new Set(["forbidden", "not_allowed"]);

describe("I5, D02, S08: for each role", () => {
  test("every route and every action says who may", () => {
    expect(Object.keys(ROUTE_ROLES).sort()).toEqual(routeNames);
    expect(Object.keys(ACTION_ROLES).sort()).toEqual([...actions.keys()].sort());
  });

  const personOf = ({ userId, colleagues, bearers }: TeamFacts, role: Role) => ({
    userId: role === "owner" ? userId : colleagues[role],
    bearers,
  });
  const may = (role: Role, who: keyof typeof WHO = "managers") =>
    (WHO[who] as readonly Role[]).includes(role);

  /** Whether the service has said no to the role, and what it has said else. */
  async function askOwn(name: string, each: Ask) {
    const { status, text } = await ask(name, each);
    const code = text.startsWith("{") ? String(JSON.parse(text).code) : "";
    const isAway = status === 404 && each.status !== 404;
    const isRefused = status === 403 || isAway || NOT_YOURS.has(code);
    return isRefused ? "refused" : status;
  }
  async function askForeign(name: string, each: Ask) {
    const answer = await ask(name, each);
    expect(isFailure(answer, each), each.path).toBe(false);
    expect(told(answer.text, each), each.path).toEqual([]);
  }
  /** A role is not asked for each search: the owner is, above. */
  const firstOf = (name: string, team: TeamFacts) => (ROUTE_CASES[name]?.(team) ?? []).slice(0, 1);

  test.each(WHO.everybody)("routes answer the %s as the table says", async (role) => {
    door.switchTo(both);
    cookie = await signIn(personOf(own, role), role);
    const before = await foreignRows(both);
    for (const name of routeNames) {
      for (const each of firstOf(name, own)) {
        const expected = may(role, ROUTE_ROLES[name]) ? (each.status ?? 200) : "refused";
        expect(await askOwn(name, each), name).toBe(expected);
      }
      for (const each of firstOf(name, foreign)) await askForeign(name, each);
    }
    expect(await foreignRows(both)).toEqual(before);
  });

  /** What an action says to the role about its own team, once it was asked about the other. */
  async function act(run: Action, { input }: ActionCase) {
    const [theirs, ours] = [input(foreign, own), input(own, own)];
    if (JSON.stringify(theirs) !== JSON.stringify(ours)) await run(theirs);
    const { ok, error } = await run(ours);
    // What came before in the same database may have changed what there is; that is no fault.
    return ok || error?.code !== "internal" ? NOT_YOURS.has(error?.code ?? "") : "broken";
  }

  test.each(WHO.everybody)("actions do for the %s what the table says", async (role) => {
    const database = await copy(untouched);
    door.switchTo(database);
    const before = await foreignRows(database);
    for (const [name, run] of actions) {
      for (const each of [ACTION_CASES[name] ?? []].flat()) {
        // The action before may have ended the session.
        cookie = await signIn(personOf(own, role), role);
        forgetSessions();
        expect(await act(run, each), name).toBe(!may(role, ACTION_ROLES[name]));
      }
    }
    expect(await foreignRows(database)).toEqual(before);
    await database.drop();
  });
});
