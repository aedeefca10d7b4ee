import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { getPorts, getSettings } from "@/lib/server/composition";
import { forgetSessions } from "@/lib/server/sessions";
import { ACTION_CASES } from "@/lib/server/test-action-cases";
import { addClosedProject } from "@/lib/server/test-closed-project";
import type { Action } from "@/lib/server/test-entries";
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

const stoneOf = ({ referenceImageId }: TeamFacts) => [
  { referenceImageId, name: "stone", role: null, isEnabled: true },
];

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
    signInRefusal: () => ({ code: "wrong_credentials" }),
    signOut: async () => undefined,
  };
});

const entries = await findEntries();
const { routeNames, actions } = entries;

let door: Door;
/** The same team before and after it had a closed project. */
let without: TestDatabase;
let within: TestDatabase;
let own: TeamFacts;
let closed: TeamFacts;
/** Ids, hashes and words that only the closed project has. */
let closedFacts: string[];

beforeAll(async () => {
  door = await openDoor(entries);
  within = await createTestDatabase();
  const studio = await createTestStudio(within, { role: "owner" });
  own = await populateTeam(within, "Ahornblatt", studio);
  // Both have used it.
  await studio.created({ prompt: "A stone", references: stoneOf(own) });
  const before = await rowsOf(within.prisma);
  without = await copy(within);
  closed = await addClosedProject(within, studio, { own, marker: "Birkenholz" });
  closedFacts = await newFacts(within.prisma, before);
  door.switchTo(within);
  await door.storeFiles([...own.storageKeys, ...closed.storageKeys]);
});
afterAll(async () => {
  await door.close();
  await without.drop();
  await within.drop();
});

/** What an answer tells of the closed project beyond what the question said itself. */
const told = (answer: string, question: unknown) => {
  const asked = JSON.stringify(question) ?? "";
  return closedFacts.filter((fact) => answer.includes(fact) && !asked.includes(fact));
};
/** But for what a stack is named after: its first picture, wherever that lies, and another once that is set apart. */
const closedRows = async (database: TestDatabase) =>
  (await rowsOf(database.prisma))
    .map((row) => row.replace(/"stack_id": "\w+", /, ""))
    .filter((row) => closedFacts.some((fact) => row.includes(fact)));

type Answer = Awaited<ReturnType<Door["ask"]>>;
async function answers(database: TestDatabase, asks: readonly Ask[], name: string) {
  door.switchTo(database);
  const given: Answer[] = [];
  for (const each of asks) given.push(await door.ask({ cookie, bearer }, name, each));
  return given;
}

/** Whoever is neither a member of the closed project nor looks after the team. */
const OUTSIDERS = ["designer", "reviewer"] as const;

type Outsider = (typeof OUTSIDERS)[number];

async function signIn(database: TestDatabase, role: Outsider) {
  door.switchTo(database);
  cookie = await door.signIn(own.colleagues[role]);
  bearer = own.bearers[role];
}

describe.each(OUTSIDERS)("To a %s who is not chosen for it", (role) => {
  test.each(routeNames)("nothing of a closed project changes the answer of %s", async (name) => {
    const asks = ROUTE_CASES[name]?.(own) ?? [];
    await signIn(without, role);
    const before = await answers(without, asks, name);
    await signIn(within, role);
    const after = await answers(within, asks, name);
    for (const [index, each] of asks.entries()) {
      expect(after[index], each.path).toEqual(before[index]);
      expect(told(after[index]?.text ?? "", each), each.path).toEqual([]);
    }
  });

  test.each(routeNames)("what is asked of %s by name is not there", async (name) => {
    const asks = ROUTE_CASES[name]?.(closed) ?? [];
    await signIn(without, role);
    const before = await answers(without, asks, name);
    await signIn(within, role);
    const rows = await closedRows(within);
    const after = await answers(within, asks, name);
    expect(after).toEqual(before);
    expect(await closedRows(within)).toEqual(rows);
  });
});

// Later: what is made by them has ids of its own in each of the two databases.
describe.each(OUTSIDERS)("Whatever a %s does who is not chosen for it", (role) => {
  /** What an action says, without what is made anew by it. */
  const said = ({ ok, error }: Awaited<ReturnType<Action>>) => ({ ok, error: error?.code });

  async function act(run: Action, asked: unknown) {
    const results = [];
    for (const database of [without, within]) {
      // The action before may have ended the session.
      await signIn(database, role);
      const result = await run(asked);
      expect(told(JSON.stringify(result), asked)).toEqual([]);
      results.push(said(result));
    }
    return results;
  }

  // One after the other in the same two databases, in which the same comes of it.
  test.each([...actions])(
    "nothing of a closed project is changed or told by %s",
    async (name, run) => {
      const rows = await closedRows(within);
      for (const { input } of [ACTION_CASES[name] ?? []].flat()) {
        for (const asked of [input(closed, own), input(own, own)]) {
          const [before, after] = await act(run, asked);
          expect(after, JSON.stringify(asked)).toEqual(before);
        }
      }
      expect(await closedRows(within)).toEqual(rows);
    },
  );
});

describe("To its people", () => {
  /** What is asked for by name: each of them answers whoever may see it. */
  const BY_NAME = [
    ...["GET /api/generations/:id", "GET /api/variants/:id/generation", "GET /api/images/:id"],
    ...["GET /api/variants/:id/log", "GET /api/images/:id/lineage", "GET /api/projects/:id/people"],
    "GET /api/reference-images/:id",
  ];
  const ask = async (userId: string) => {
    door.switchTo(within);
    cookie = await door.signIn(userId);
    const found = [];
    for (const name of BY_NAME) {
      for (const each of ROUTE_CASES[name]?.(closed) ?? [])
        found.push((await door.ask({ cookie, bearer }, name, each)).status);
    }
    return new Set(found);
  };

  test("who looks after the team sees it", async () => {
    expect(await ask(own.userId)).toEqual(new Set([200]));
    expect(await ask(own.colleagues.admin)).toEqual(new Set([200]));
  });

  test("who is chosen for it sees it from the next request on, and no longer once they are not", async () => {
    const { designer } = own.colleagues;
    expect(await ask(designer)).toEqual(new Set([404]));
    const { projects, database } = getPorts();
    const { teamId } = await within.prisma.project.findFirstOrThrow();
    const place = { teamId, closedProjectIds: [], projectId: closed.projectId };
    const choose = (memberIds: string[]) =>
      database.transaction((tx) => projects.setOpenness(tx, place, { isClosed: true, memberIds }));
    await choose([designer]);
    forgetSessions();
    expect(await ask(designer)).toEqual(new Set([200]));
    await choose([]);
    forgetSessions();
    expect(await ask(designer)).toEqual(new Set([404]));
  });
});
