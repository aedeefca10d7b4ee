import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { promptHistoryRoutes } from "@/lib/prompt-history/routes";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";
import { signInOwner } from "@/lib/server/test-owner";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let cookie: string;
const server = createServer(createDataPlane(createLogger("silent"), [promptHistoryRoutes]));

beforeAll(async () => {
  database = await createTestDatabase();
  Reflect.deleteProperty(globalThis, "maquette");
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  cookie = await signInOwner();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
  await database.drop();
});

async function get(query: Record<string, string>, headers: Record<string, string> = { cookie }) {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/prompts?${new URLSearchParams(query)}`;
  const response = await fetch(url, { headers });
  const body = (await response.json()) as { code?: string };
  return [response.status, body.code ?? body] as const;
}

test("an empty history is a page without prompts", async () => {
  const empty = [200, { prompts: [], nextCursor: null, total: 0 }];
  expect(await get({ scope: "mine" })).toEqual(empty);
  expect(await get({ scope: "team", search: "" })).toEqual(empty);
});

const cursorOf = (text: string) => Buffer.from(text).toString("base64url");
const ID = "01JD0000000000000000000000";

test.each([
  ["is empty", ""],
  ["is no cursor", "x"],
  ["has no place", cursorOf("2026-11-24T09:00:00.000Z|")],
  ["has no time", cursorOf(`yesterday|${ID}`)],
  ["has a time that is none", cursorOf(`2026-13-24T09:00:00.000Z|${ID}`)],
  ["has more than its parts", cursorOf(`2026-11-24T09:00:00.000Z|${ID}|1`)],
  ["has SQL in it", cursorOf(`2026-11-24T09:00:00.000Z|' or true--`)],
  ["is too long", "A".repeat(10_000)],
])("a cursor that %s is refused by its name", async (_, cursor) => {
  expect(await get({ scope: "mine", cursor })).toEqual([400, "bad_cursor"]);
});

test("a scope that does not exist and a search without an end are refused", async () => {
  expect(await get({ scope: "everybody" })).toEqual([422, "invalid_input"]);
  expect(await get({ scope: "mine", search: "x".repeat(201) })).toEqual([422, "invalid_input"]);
});

test("a character that the database cannot hold finds nothing and breaks nothing", async () => {
  expect(await get({ scope: "mine", search: "\0" })).toMatchObject([200, { prompts: [] }]);
  expect(await get({ scope: "mine", search: "\ud800" })).toMatchObject([200, { prompts: [] }]);
});

test("a stranger is refused", async () => {
  expect(await get({ scope: "team" }, {})).toEqual([401, "unauthenticated"]);
});
