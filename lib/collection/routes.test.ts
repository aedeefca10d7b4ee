import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { collectionRoutes } from "@/lib/collection/routes";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";
import { signInOwner } from "@/lib/server/test-owner";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let cookie: string;
const server = createServer(createDataPlane(createLogger("silent"), [collectionRoutes]));

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

async function get(path: string, headers = { cookie }) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/api/collections${path}`, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function addCollection(teamId: string) {
  const id = ulid();
  const at = new Date();
  const [owner] = await database.prisma.user.findMany();
  await database.prisma.collection.create({
    data: {
      ...{ id, teamId, name: "Hero shots", key: "hero shots", description: "" },
      ...{ madeById: owner?.id ?? "", createdAt: at, changedAt: at },
    },
  });
  return id;
}

test("a team reads its collections and nobody else's", async () => {
  const [own] = await database.prisma.team.findMany();
  const other = { id: ulid(), name: "Others", timeZone: "UTC" };
  await database.prisma.team.create({ data: other });
  const id = await addCollection(own?.id ?? "");
  const theirs = await addCollection(other.id);
  expect(await get("")).toMatchObject({
    status: 200,
    body: { collections: [{ id }], mayChange: true },
  });
  expect((await get("")).body["collections"]).toHaveLength(1);
  expect(await get(`/${id}`)).toMatchObject({ status: 200, body: { id, name: "Hero shots" } });
  expect(await get(`/${theirs}`)).toMatchObject({ status: 404 });
  expect(await get(`/${theirs}/pictures`)).toEqual({
    status: 200,
    body: { pictures: [], next: null },
  });
});

test.each(["", `/${ulid()}`, `/${ulid()}/pictures`])(
  "of %j nobody reads who has not signed in",
  async (path) => {
    expect(await get(path, { cookie: "" })).toMatchObject({ status: 401 });
  },
);

test.each(["/nothing", "/nothing/pictures", `/${ulid()}/pictures?after=1'%20or%20'1`])(
  "%s is refused",
  async (path) => {
    expect(await get(path)).toMatchObject({ body: { code: "invalid_input" } });
  },
);
