import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
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

async function get(path: string, query: Record<string, string> | string[][], headers = { cookie }) {
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

test("with look-alikes in stacks it is a list without days too, and a picture of nobody lies in no stack", async () => {
  const stacked = { ...PLACE, stacked: "1" };
  expect(await get("days", stacked)).toMatchObject({ body: { total: 0, pictureCount: 0 } });
  expect(await get("pictures", stacked)).toEqual({ status: 200, body: { pictures: [] } });
  const imageId = "01J00000000000000000000000";
  expect(await get("stack", { imageId })).toEqual({ status: 200, body: { pictures: [] } });
  for (const wrong of [{ imageId: "'" }, {}])
    expect(await get("stack", wrong)).toMatchObject({ body: { code: "invalid_input" } });
});

test.each(["days", "pictures", "facets", "stack"])(
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
  ["stacks that are neither there nor not", { stacked: "maybe" }],
  ["a place that is no number", { offset: "1e99" }],
])("%s is refused", async (_, change) => {
  expect(await get("pictures", { ...PLACE, ...change })).toMatchObject({
    body: { code: "invalid_input" },
  });
});

test("D11: whatever the search says, the answer is a list", async () => {
  for (const q of [
    '"a\0b"',
    "like:A-\0/1",
    "by:\0",
    "a\0b",
    '"',
    "-",
    ":",
    "by:",
    "' or 1=1 --",
    "a & !b | (c",
    "\\",
    "<->",
    "😀",
    "%_%",
  ])
    expect(await get("days", { q }), q).toMatchObject({ status: 200, body: { total: 0 } });
  expect((await get("days", { q: "a".repeat(501) })).body).toMatchObject({ code: "invalid_input" });
});

test("marks are read of some runs at once, and of no more than an address can name", async () => {
  const ids = (count: number) =>
    Array.from({ length: count }, (_, at) => [
      "generationId",
      `01J000000000000000000000${String(at).padStart(2, "0")}`,
    ]);
  expect(await get("marks", ids(50))).toEqual({ status: 200, body: { marks: [] } });
  for (const wrong of [ids(0), ids(51), [["generationId", "'"]]])
    expect(await get("marks", wrong)).toMatchObject({ body: { code: "invalid_input" } });
});
/** What somebody types who does not know our tokens, or knows them too well. */
const KEYS = [
  ...["by:", "project:", "model:", "tag:", "like:", "since:", "until:", "rating:", "colour:"],
  ...["mark:", "status:", "has:", "ratio:", "kit:", ""],
];
const odd = fc.oneof(
  fc.constantFrom("\0", "\\", "%", "'", "&", "|", "!", "(", "<->", ":*", "\ud800", ">=", '"'),
  fc.constantFrom(
    "me",
    "9999-99",
    "2026-02-30",
    "99999d",
    "picked",
    "AK-0301-01/99999999999999999999",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const token = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.constantFrom(...KEYS),
    fc.constantFrom("", '"'),
    fc.array(odd, { maxLength: 3 }),
  )
  .map(([minus, key, quote, parts]) => `${minus}${key}${quote}${parts.join("")}${quote}`);
const typedText = fc.array(token, { maxLength: 6 }).map((tokens) => tokens.join(" ").slice(0, 500));

test.each(["days", "pictures", "facets", "ids"])(
  "%s answers whatever is typed into the search",
  async (path) => {
    await fc.assert(
      fc.asyncProperty(typedText, async (q) => {
        expect((await get(path, { ...PLACE, q, limit: "10" })).status).toBe(200);
      }),
      { numRuns: 150 },
    );
  },
);

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
