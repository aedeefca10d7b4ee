import { once } from "node:events";
import { globSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Hono } from "hono";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { getPorts, getSettings } from "@/lib/server/composition";
import { createDataPlane, createRouteTable } from "@/lib/server/data-plane";
import { lifecycle } from "@/lib/server/lifecycle";
import { createLogger } from "@/lib/server/logger";
import { forgetSessions, sessionCookieName } from "@/lib/server/sessions";
import { ACTION_CASES, type ActionCase } from "@/lib/server/test-action-cases";
import { ACTION_ROLES, ROUTE_ROLES, WHO } from "@/lib/server/test-role-cases";
import { type Ask, ROUTE_CASES } from "@/lib/server/test-route-cases";
import { populateTeam, type TeamFacts } from "@/lib/server/test-two-teams";
import type { Role } from "@/lib/shared/actor";

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

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

const exportsOf = async (pattern: string) => {
  const files = globSync(pattern).sort();
  const modules = await Promise.all(files.map((file) => import(path.resolve(file))));
  return modules.flatMap((module) => Object.entries<unknown>(module));
};
const slices = (await exportsOf("lib/*/routes{.ts,/*.ts}"))
  .map(([, value]) => value)
  .filter((value) => value instanceof Hono);
const log = createLogger("silent");
const routes = createRouteTable(log, slices)
  .routes.filter(({ method }) => method !== "ALL")
  .map(({ method, path: pattern }) => `${method} ${pattern}`);
const routeNames = [...new Set(routes)].sort();
type Action = (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>;
const actions = new Map(
  (await exportsOf("lib/*/actions{.ts,/*.ts}")).map(([name, run]) => [name, run as Action]),
);

/** Rows by table and content. */
async function rowsOf(prisma: PrismaClient): Promise<string[]> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const all: string[] = [];
  for (const { name } of tables) {
    const rows = await prisma.$queryRawUnsafe<{ row: string }[]>(
      `select to_jsonb(t)::text as row from "${name}" t order by 1`,
    );
    all.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return all;
}

/** An id begins where no other letter is before it: the end of a hash and the zeros after it are none. */
const FACT = /(?<![0-9A-Za-z])[0-9A-HJKMNP-TV-Z]{26}|[0-9a-z]{26}0{38}|[0-9a-f]{64}|Birkenholz/g;
const factsIn = (rows: readonly string[]) => new Set(rows.flatMap((row) => row.match(FACT) ?? []));

const AUTH_SECRET = "a secret of at least thirty-two characters";
let folder: string;
let alone: TestDatabase;
let both: TestDatabase;
/** Nobody is ever connected to it: each action has a copy. */
let untouched: TestDatabase;
let own: TeamFacts;
let foreign: TeamFacts;
/** Ids, hashes and words that only the other team has. */
let foreignFacts: string[];
let server: Server;
let media: ReturnType<typeof createMediaProcess>;

const shared = globalThis as { maquette?: object };
/** One each: every composition has connections of its own. */
const compositions = new Map<string, object>();

/** All that the process asks from here on is answered by that database. */
function switchTo({ url }: TestDatabase) {
  vi.stubEnv("DATABASE_URL", url);
  const known = compositions.get(url);
  if (known) shared.maquette = known;
  else {
    delete shared.maquette;
    Object.assign(getPorts(), { media });
    compositions.set(url, shared.maquette ?? {});
  }
  forgetSessions();
}

async function signIn(
  { userId, bearers }: Pick<TeamFacts, "userId" | "bearers">,
  role: Role = "owner",
) {
  bearer = bearers[role];
  const { accounts, clock, database, tokens } = getPorts();
  const secret = tokens.newToken();
  const session = {
    ...{ id: clock.newId(), secretHash: tokens.hash(secret), userId, userAgent: "" },
    expiresAt: new Date(Date.now() + 3_600_000),
  };
  await database.transaction((tx) => accounts.createSession(tx, session));
  const salt = sessionCookieName(getSettings().publicUrl);
  const token = await encode({ token: { sid: secret }, secret: getSettings().authSecret, salt });
  return `${salt}=${token}`;
}

/** A copy that nobody else is connected to. */
async function copy(database: TestDatabase): Promise<TestDatabase> {
  await database.prisma.$disconnect();
  return createTestDatabase(database.url);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-teams-"));
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("AUTH_SECRET", AUTH_SECRET);
  vi.stubEnv("MAQUETTE_MASTER_KEY_FILE", path.join(folder, "master-key"));
  await writeFile(path.join(folder, "master-key"), "of this test alone");
  vi.stubEnv("MAQUETTE_LOG_LEVEL", "warn");
  vi.stubEnv("TOAPIS_API_KEY", "sk-never-to-be-seen");
  media = createMediaProcess({ entry: await bundleDecodeProcess(folder), processesMax: 1 });
  const first = await createTestDatabase();
  own = await populateTeam(first, "Ahornblatt");
  const before = await rowsOf(first.prisma);
  alone = await copy(first);
  foreign = await populateTeam(first, "Birkenholz");
  const seen = new Set(before);
  const theirs = (await rowsOf(first.prisma)).filter((row) => !seen.has(row));
  both = await copy(first);
  untouched = first;
  const known = factsIn(before);
  foreignFacts = [...factsIn(theirs)].filter((fact) => !known.has(fact));
  server = createServer(createDataPlane(log, slices));
  lifecycle.hasStarted = true;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  await storeFiles([...own.storageKeys, ...foreign.storageKeys]);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await media.close();
  vi.unstubAllEnvs();
  await alone.drop();
  await both.drop();
  await untouched.drop();
  await rm(folder, { recursive: true, force: true });
});

async function storeFiles(keys: readonly string[]) {
  switchTo(both);
  const { storage } = getPorts();
  for (const key of keys) {
    const spooled = await storage.newSpoolPath();
    await writeFile(spooled, key.slice(0, 5));
    await storage.putFile(key, spooled);
  }
}

/** What differs from one moment to the next and says nothing of a team. */
const CHANGING = new Set([
  ...["asOf", "tookMs", "requestId", "now", "takeoutId"],
  // Of the session that asks.
  ...["sessionId", "signedInAt", "lastSeenAt", "lastUsedAt"],
]);
const steady = (text: string) =>
  text.startsWith("{")
    ? JSON.stringify(JSON.parse(text), (key, value) => (CHANGING.has(key) ? null : value))
    : text;

/** Whoever asks for a program has no cookie, and whoever sits at a browser has no token. */
async function proofFor(place: string): Promise<Record<string, string>> {
  if (!place.startsWith("/api/v1/")) return { cookie, origin: getSettings().publicUrl };
  const { clock, throttle } = getPorts();
  // What is asked here is more than a token may ask at once.
  for (const kind of ["read", "write"])
    await throttle.forget(`api ${kind} ${bearer.tokenId}`, clock.now());
  return { authorization: `Bearer ${bearer.token}` };
}

async function ask(name: string, { path: place, body }: { path: string; body?: object }) {
  const { port } = server.address() as AddressInfo;
  const [method = "GET"] = name.split(" ");
  const response = await fetch(`http://127.0.0.1:${port}${place}`, {
    method,
    headers: { ...(await proofFor(place)), "content-type": "application/json" },
    body: body ? JSON.stringify(body) : null,
  });
  const disposition = response.headers.get("content-disposition") ?? "";
  const text = Buffer.from(await response.arrayBuffer()).toString("latin1");
  return { status: response.status, text: `${steady(text)}${disposition}` };
}

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

describe("Of another team", () => {
  test("every route and every action has a case", () => {
    expect(routeNames).toEqual(Object.keys(ROUTE_CASES).sort());
    expect([...actions.keys()].sort()).toEqual(Object.keys(ACTION_CASES).sort());
    expect(routeNames.length).toBeGreaterThan(20);
    expect(foreignFacts.length).toBeGreaterThan(20);
  });

  test.each(routeNames)("nothing is in the answer of %s", async (name) => {
    const asks = ROUTE_CASES[name]?.(own) ?? [];
    expect(asks).not.toEqual([]);
    switchTo(alone);
    cookie = await signIn(own);
    const withoutOthers = [];
    for (const each of asks) withoutOthers.push(await ask(name, each));
    switchTo(both);
    cookie = await signIn(own);
    for (const [index, each] of asks.entries()) {
      const answer = await ask(name, each);
      expect(answer.status, `${each.path} ${answer.text}`).toBe(each.status ?? 200);
      expect(answer, each.path).toEqual(withoutOthers[index]);
      expect(told(answer.text, each), each.path).toEqual([]);
    }
  });

  test.each(routeNames)("nothing is told by %s when it is asked for", async (name) => {
    switchTo(both);
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
    switchTo(database);
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

describe("For each role", () => {
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
    switchTo(both);
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
    switchTo(database);
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
