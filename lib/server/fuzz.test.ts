import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createGatewayAddresses } from "@/lib/adapters/toapis/gateway-addresses";
import { getPorts, getSettings } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { lifecycle } from "@/lib/server/lifecycle";
import { createLogger } from "@/lib/server/logger";
import { forgetSessions } from "@/lib/server/sessions";
import { ACTION_CASES } from "@/lib/server/test-action-cases";
import { type Action, findActions, findRoutes, findSchemaExports } from "@/lib/server/test-entries";
import { actionInput, routeAsk } from "@/lib/server/test-fuzz";
import { signInAs } from "@/lib/server/test-owner";
import { deadlyAsks, deadlyInputs } from "@/lib/server/test-places";
import { type RawAsk, sendRaw } from "@/lib/server/test-raw-request";
import { ROUTE_CASES } from "@/lib/server/test-route-cases";
import { populateTeam, type TeamFacts } from "@/lib/server/test-two-teams";
import { countWrites } from "@/lib/server/test-writes";

let cookie = "";
// What Next would know of the request that calls an action.
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ cookie, origin: getSettings().publicUrl }),
  cookies: async () => ({ set: () => undefined }),
}));
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

const { slices, routeNames } = await findRoutes();
const actions = await findActions();
const schemas = (await findSchemaExports()).filter(
  (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType,
);

/**
 * The same in every run of the tests, so that a change is red for its own sake. In a night, or before a release:
 * `MAQUETTE_FUZZ_RUNS=1000 MAQUETTE_FUZZ_SEED=$RANDOM npx vitest run lib/server/fuzz.test.ts`.
 */
const SEED = Number(process.env["MAQUETTE_FUZZ_SEED"] ?? 20_261_127);
const RUNS = Number(process.env["MAQUETTE_FUZZ_RUNS"] ?? 24);
const parameters = { seed: SEED, numRuns: RUNS };
const TIMEOUT_MS = 60_000 + RUNS * 2_000;

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let own: TeamFacts;
let server: Server;
let media: ReturnType<typeof createMediaProcess>;
let writes: Awaited<ReturnType<typeof countWrites>>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-fuzz-"));
  database = await createTestDatabase();
  own = await populateTeam(database, "Ahornblatt");
  Reflect.deleteProperty(globalThis, "maquette");
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  vi.stubEnv("MAQUETTE_MASTER_KEY_FILE", path.join(folder, "master-key"));
  await writeFile(path.join(folder, "master-key"), "of this test alone");
  vi.stubEnv("MAQUETTE_LOG_LEVEL", "error");
  media = createMediaProcess({ entry: await bundleDecodeProcess(folder), processesMax: 1 });
  // Names are not asked of the network.
  const network = { userAgent: "test", privateOrigins: [], allowPrivate: false };
  Object.assign(getPorts(), {
    media,
    gatewayAddresses: createGatewayAddresses(network, async () => []),
  });
  lifecycle.hasStarted = true;
  server = createServer(createDataPlane(createLogger("error"), slices));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  writes = await countWrites(database.prisma);
}, 120_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await media.close();
  vi.unstubAllEnvs();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function comeIn() {
  await database.prisma.throttle.deleteMany();
  forgetSessions();
  cookie = await signInAs(own.userId);
  await writes.take();
}

/** What counts tries, and a session that was seen, is no effect of a refused request. */
const COUNTERS = new Set(["throttle", "session"]);
const effects = async () => (await writes.take()).filter((table) => !COUNTERS.has(table));

/** Reading these is a deed, noted when it is done: how far a download is, and that the log was taken out. */
const NOTING_READS = new Set(["GET /api/takeouts/:id", "GET /api/log/export"]);

/** What an answer must never show: where in the code, or in the database, something went wrong. */
const INSIDES = /prisma|postgres|node_modules|\n {4}at /i;

async function askOf(name: string, { headers, ...asked }: RawAsk) {
  const [method = "GET"] = name.split(" ");
  const { port } = server.address() as AddressInfo;
  // A refusal for haste would hide what comes after it.
  await database.prisma.throttle.deleteMany();
  const ours = { cookie, origin: getSettings().publicUrl, "content-type": "application/json" };
  const answer = await sendRaw(port, { ...asked, method, headers: { ...ours, ...headers } });
  const written = await effects();
  expect(answer.status, answer.text).toBeLessThan(500);
  expect(answer.text).not.toMatch(INSIDES);
  const isRead = method === "GET" || answer.status >= 400;
  if (isRead && !NOTING_READS.has(name)) expect(written).toEqual([]);
}

async function call(run: Action, input: unknown) {
  await comeIn();
  const { ok, error } = await run(input);
  const written = await effects();
  if (ok) return;
  expect(error?.code).toMatch(/^[a-z_]+$/);
  expect(error?.code).not.toBe("internal");
  expect(written).toEqual([]);
}

describe(`S09: whatever is sent (seed ${SEED}, ${RUNS} runs each)`, () => {
  test.each(schemas)("%s says yes or no, and nothing else", (_name, schema) => {
    const property = fc.property(actionInput({}), (value) => {
      schema.safeParse(value);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as { isPolluted?: true }).isPolluted).toBeUndefined();
    });
    fc.assert(property, { ...parameters, numRuns: RUNS * 4 });
  });

  test.each(routeNames)(
    "%s answers, and what it refuses has no effect",
    async (name) => {
      const asks = ROUTE_CASES[name]?.(own) ?? [];
      expect(asks).not.toEqual([]);
      await comeIn();
      for (const asked of asks.slice(0, 3).flatMap(deadlyAsks)) await askOf(name, asked);
      const any = fc.constantFrom(...asks).chain(routeAsk);
      await fc.assert(
        fc.asyncProperty(any, (asked) => askOf(name, asked)),
        parameters,
      );
    },
    TIMEOUT_MS,
  );

  test.each([...actions])(
    "%s answers, and what it refuses has no effect",
    async (name, run) => {
      const valid = [ACTION_CASES[name] ?? []].flat().map(({ input }) => input(own, own));
      expect(valid).not.toEqual([]);
      for (const input of valid.flatMap(deadlyInputs)) await call(run, input);
      const any = fc.constantFrom(...valid).chain(actionInput);
      await fc.assert(
        fc.asyncProperty(any, (input) => call(run, input)),
        parameters,
      );
    },
    TIMEOUT_MS,
  );
});
