import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { vi } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { getPorts, getSettings } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { lifecycle } from "@/lib/server/lifecycle";
import { createLogger } from "@/lib/server/logger";
import { forgetSessions, sessionCookieName } from "@/lib/server/sessions";
import { findActions, findRoutes } from "@/lib/server/test-entries";

export type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

/** Every route of the route table and every action of the modules: one that is new is among them. */
export async function findEntries() {
  const { slices, routeNames } = await findRoutes();
  const plane = createDataPlane(createLogger("silent"), slices);
  return { routeNames, actions: await findActions(), plane };
}

/** Rows by table and content. */
export async function rowsOf(prisma: PrismaClient): Promise<string[]> {
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

/** Ids, hashes and words that are in what was written since, and were nowhere before. */
export async function newFacts(prisma: PrismaClient, before: readonly string[]) {
  const seen = new Set(before);
  const written = (await rowsOf(prisma)).filter((row) => !seen.has(row));
  const known = factsIn(before);
  return [...factsIn(written)].filter((fact) => !known.has(fact));
}

/** A copy that nobody else is connected to. */
export async function copy(database: TestDatabase): Promise<TestDatabase> {
  await database.prisma.$disconnect();
  return createTestDatabase(database.url);
}

const AUTH_SECRET = "a secret of at least thirty-two characters";
const shared = globalThis as { maquette?: object };

/** What differs from one moment to the next and says nothing of anybody. */
const CHANGING = new Set([
  ...["asOf", "tookMs", "requestId", "now", "takeoutId"],
  // Of the session that asks.
  ...["sessionId", "signedInAt", "lastSeenAt", "lastUsedAt"],
]);
const steady = (text: string) =>
  text.startsWith("{")
    ? JSON.stringify(JSON.parse(text), (key, value) => (CHANGING.has(key) ? null : value))
    : text;

export type Proof = { cookie: string; bearer: { tokenId: string; token: string } };

/** The data plane over databases that are switched between. */
export async function openDoor({ plane }: Pick<Awaited<ReturnType<typeof findEntries>>, "plane">) {
  const folder = await mkdtemp(path.join(tmpdir(), "maquette-scope-"));
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("AUTH_SECRET", AUTH_SECRET);
  vi.stubEnv("MAQUETTE_MASTER_KEY_FILE", path.join(folder, "master-key"));
  await writeFile(path.join(folder, "master-key"), "of this test alone");
  vi.stubEnv("MAQUETTE_LOG_LEVEL", "warn");
  vi.stubEnv("TOAPIS_API_KEY", "sk-never-to-be-seen");
  const media = createMediaProcess({ entry: await bundleDecodeProcess(folder), processesMax: 1 });
  const server: Server = createServer(plane);
  lifecycle.hasStarted = true;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
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

  /** Answers with the cookie. */
  async function signIn(userId: string) {
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

  /** Whoever asks for a program has no cookie, and whoever sits at a browser has no token. */
  async function proofFor(
    place: string,
    { cookie, bearer }: Proof,
  ): Promise<Record<string, string>> {
    if (!place.startsWith("/api/v1/")) return { cookie, origin: getSettings().publicUrl };
    const { clock, throttle } = getPorts();
    // What is asked here is more than a token may ask at once.
    for (const kind of ["read", "write"])
      await throttle.forget(`api ${kind} ${bearer.tokenId}`, clock.now());
    return { authorization: `Bearer ${bearer.token}` };
  }

  async function ask(proof: Proof, name: string, question: { path: string; body?: object }) {
    const { port } = server.address() as AddressInfo;
    const [method = "GET"] = name.split(" ");
    const { path: place, body } = question;
    const response = await fetch(`http://127.0.0.1:${port}${place}`, {
      method,
      headers: { ...(await proofFor(place, proof)), "content-type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    });
    const disposition = response.headers.get("content-disposition") ?? "";
    const text = Buffer.from(await response.arrayBuffer()).toString("latin1");
    return { status: response.status, text: `${steady(text)}${disposition}` };
  }

  async function storeFiles(keys: readonly string[]) {
    const { storage } = getPorts();
    for (const key of keys) {
      const spooled = await storage.newSpoolPath();
      await writeFile(spooled, key.slice(0, 5));
      await storage.putFile(key, spooled);
    }
  }

  async function close() {
    server.closeAllConnections();
    server.close();
    await media.close();
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  }
  return { switchTo, signIn, ask, storeFiles, close };
}
export type Door = Awaited<ReturnType<typeof openDoor>>;
