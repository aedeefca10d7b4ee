import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { libraryRoutes } from "@/lib/library/routes";
import { getSettings } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";
import { signInOwner } from "@/lib/server/test-owner";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let cookie: string;
const server = createServer(createDataPlane(createLogger("silent"), [libraryRoutes]));

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

async function get(path: string, query: Record<string, string>, headers = { cookie }) {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/library/${path}?${new URLSearchParams(query)}`;
  const response = await fetch(url, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const PLACE = {
  from: "2026-01-01",
  to: "2026-01-31",
  asOf: "2026-02-01T00:00:00.000Z",
  offset: "0",
};

test("an empty library is a list without days", async () => {
  expect(await get("days", {})).toMatchObject({ status: 200, body: { days: [], total: 0 } });
  expect(await get("pictures", PLACE)).toEqual({ status: 200, body: { pictures: [] } });
  expect(await get("facets", { q: "botle" })).toMatchObject({ status: 200, body: { person: [] } });
});

test.each(["days", "pictures", "facets"])(
  "of %s nobody reads who has not signed in",
  async (path) => {
    expect(await get(path, PLACE, { cookie: "" })).toMatchObject({ status: 401 });
  },
);

test.each([
  ["a day that is none", { from: "2026-13-45" }],
  ["a day that is something else", { to: "'; drop table image; --" }],
  ["a time that is none", { asOf: "now" }],
  ["a place before the first", { offset: "-1" }],
  ["a place that is no number", { offset: "1e99" }],
])("%s is refused", async (_, change) => {
  expect(await get("pictures", { ...PLACE, ...change })).toMatchObject({
    body: { code: "invalid_input" },
  });
});

test("whatever the search says, the answer is a list", async () => {
  for (const q of ['"', "-", ":", "by:", "' or 1=1 --", "a & !b | (c", "\\", "<->", "😀", "%_%"])
    expect(await get("days", { q }), q).toMatchObject({ status: 200, body: { total: 0 } });
  expect((await get("days", { q: "a".repeat(501) })).body).toMatchObject({ code: "invalid_input" });
});

async function post(path: string, body: unknown, headers: Record<string, string>) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/api/library/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test("what was made before is told to the team alone, and only on a question that can be one", async () => {
  const origin = getSettings().publicUrl;
  const ask = (body: unknown, headers: Record<string, string> = { cookie, origin }) =>
    post("made-before", body, headers);
  const question = { prompt: "amber %' or 1=1 -- \\ bottle", referenceImageIds: [] };
  expect(await ask(question)).toEqual({ status: 200, body: { pictures: [] } });
  expect(await ask(question, { origin })).toMatchObject({ status: 401 });
  expect(await ask(question, { cookie, origin: "https://elsewhere.example" })).toMatchObject({
    status: 403,
  });
  for (const wrong of [null, { prompt: "x" }, { ...question, referenceImageIds: ["x"] }])
    expect(await ask(wrong)).toMatchObject({ status: 422, body: { code: "invalid_input" } });
  expect(await ask({ ...question, prompt: "a".repeat(5_000) })).toMatchObject({ status: 422 });
  expect(await ask({ ...question, prompt: "a".repeat(100_000) })).toMatchObject({ status: 413 });
});
