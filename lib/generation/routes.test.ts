import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { generationRoutes } from "@/lib/generation/routes";
import { getPorts, getSettings } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";
import { signInOwner } from "@/lib/server/test-owner";

const KEY = "sk-never-to-be-seen";

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let cookie: string;
let projectId: string;
const server = createServer(createDataPlane(createLogger("silent"), [generationRoutes]));

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-routes-"));
  database = await createTestDatabase();
  Reflect.deleteProperty(globalThis, "maquette");
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  vi.stubEnv("TOAPIS_API_KEY", KEY);
  projectId = getPorts().clock.newId();
  cookie = await signInOwner(projectId);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const asked = (change: object = {}) =>
  JSON.stringify({
    projectId,
    prompt: "A cup",
    model: "gemini-3-pro-image-preview-4k",
    aspectRatio: "1:1",
    resolution: "4K",
    variantCount: 1,
    references: [],
    ...change,
  });

type Headers = Record<string, string>;

async function preview(body: string, headers: Headers = {}) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/api/preview`, {
    method: "POST",
    headers: { cookie, origin: getSettings().publicUrl, ...headers },
    body,
  });
  return { status: response.status, text: await response.text() };
}

test("a request is shown without the key", async () => {
  const { status, text } = await preview(asked());
  expect(status).toBe(200);
  expect(JSON.parse(text).calls).toMatchObject([{ body: { prompt: "A cup", n: 1 } }]);
  expect(text).not.toContain(KEY);
});

async function typicalTime(query: string, headers: Headers = {}) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/api/typical-time?${query}`, {
    headers: { cookie, ...headers },
  });
  return { status: response.status, body: await response.json() };
}

test("how long a picture takes is told to whoever is signed in and asks for what can be sent", async () => {
  const query = "model=gemini-3-pro-image-preview&resolution=2K&referenceCount=3";
  expect(await typicalTime(query)).toEqual({ status: 200, body: { typicalMs: null } });
  expect(await typicalTime(query, { cookie: "" })).toMatchObject({ status: 401 });
  expect(await typicalTime(`${query}000`)).toMatchObject({ status: 422 });
});

test.each(["garbage", "bm90fG91cnM", "x".repeat(300), "MjAyNi0wMS0wMXwx", ""])(
  "a place in the feed that was never given is refused in a sentence: %s",
  async (cursor) => {
    const { port } = server.address() as AddressInfo;
    const query = new URLSearchParams({ projectId, cursor });
    const response = await fetch(`http://127.0.0.1:${port}/api/generations?${query}`, {
      headers: { cookie },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: "bad_cursor",
      detail: "This is no place in the list. Load the list again from its beginning.",
    });
  },
);

const REFUSED: [why: string, answer: string, body: () => string, headers?: Headers][] = [
  ["nobody signed in", "401 unauthenticated", asked, { cookie: "" }],
  ["another site", "403 forbidden", asked, { origin: "https://elsewhere.example" }],
  ["no JSON", "422 invalid_input", () => "{"],
  ["a press", "422 invalid_input", () => asked({ requestId: getPorts().clock.newId() })],
  ["too much of it", "413 too_large", () => asked({ prompt: "a".repeat(1024 * 1024) })],
  ["a model that is gone", "422 model_unavailable", () => asked({ model: "gemini-9" })],
];
test.each(REFUSED)("%s is answered %s", async (...[, answer, body, headers]) => {
  const { status, text } = await preview(body(), headers);
  expect(`${status} ${JSON.parse(text).code}`).toBe(answer);
});
