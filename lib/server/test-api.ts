import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { vi } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { apiRoutes } from "@/lib/api/routes";
import { tokenOf } from "@/lib/api-token/policy/token-form";
import { API_SCOPES, type ApiScope } from "@/lib/api-token/schema/facts";
import { generationRoutes } from "@/lib/generation/routes";
import { getPorts } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";
import { populateTeam } from "@/lib/server/test-two-teams";

const DAY_MS = 24 * 60 * 60_000;

export type Answer = { status: number; headers: Headers; text: string; body: never };
type Asked = { token?: string; body?: unknown; headers?: Record<string, string>; method?: string };
type TokenFacts = { scopes?: readonly ApiScope[]; expiresAt?: Date; revokedAt?: Date };

/** Two teams that have something of everything, and the token API over HTTP in front of them. */
export async function openTestApi() {
  const folder = await mkdtemp(path.join(tmpdir(), "maquette-api-"));
  const database = await createTestDatabase();
  const own = await populateTeam(database, "Ahornblatt");
  const foreign = await populateTeam(database, "Birkenholz");
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  vi.stubEnv("MAQUETTE_MASTER_KEY_FILE", path.join(folder, "master-key"));
  await writeFile(path.join(folder, "master-key"), "of this test alone");
  vi.stubEnv("TOAPIS_API_KEY", "sk-never-to-be-seen");
  const media = createMediaProcess({ entry: await bundleDecodeProcess(folder), processesMax: 1 });

  /** As a new start would: nothing is remembered but what the database has. */
  function restart() {
    Reflect.deleteProperty(globalThis, "maquette");
    Object.assign(getPorts(), { media });
  }
  restart();
  for (const key of [...own.storageKeys, ...foreign.storageKeys]) {
    const spooled = await getPorts().storage.newSpoolPath();
    await writeFile(spooled, key.slice(6, 11));
    await getPorts().storage.putFile(key, spooled);
  }
  const lines: string[] = [];
  const log = createLogger("silent");
  log.warn = ((...said: unknown[]) => lines.push(JSON.stringify(said))) as typeof log.warn;
  const server = createServer(createDataPlane(log, [apiRoutes, generationRoutes]));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** Of a person of one's own team; the owner's when nobody is named. */
  async function newToken({ scopes = API_SCOPES, ...facts }: TokenFacts = {}, userId = own.userId) {
    const { teamId } = await database.prisma.membership.findFirstOrThrow({ where: { userId } });
    const token = tokenOf(randomBytes(32).toString("hex"));
    const { id } = await database.prisma.apiToken.create({
      data: {
        ...{ id: getPorts().clock.newId(), teamId, userId, label: "Test", scopes: [...scopes] },
        tokenHash: createHash("sha256").update(token).digest(),
        ...{ lastFour: token.slice(-4), createdAt: new Date() },
        ...{ expiresAt: new Date(Date.now() + DAY_MS), ...facts },
      },
    });
    return { id, token };
  }

  async function ask(place: string, asked: Asked = {}): Promise<Answer> {
    const { body, headers = {}, token } = asked;
    const isPlain = body === undefined || typeof body === "string" || body instanceof Uint8Array;
    const response = await fetch(origin + place, {
      method: asked.method ?? (body === undefined ? "GET" : "POST"),
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      body: isPlain ? ((body ?? null) as BodyInit | null) : JSON.stringify(body),
    });
    const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return {
      ...{ status: response.status, headers: response.headers, text },
      body: (isJson ? JSON.parse(text) : null) as never,
    };
  }

  /** A press under a key. */
  const press = (token: string, key: string, body: object = {}) =>
    ask("/api/v1/generations", {
      token,
      headers: { "idempotency-key": key },
      body: { projectId: own.otherProjectId, prompt: "A cup", ...body },
    });

  async function close() {
    server.closeAllConnections();
    server.close();
    await media.close();
    vi.unstubAllEnvs();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
  const { prisma } = database;
  return { own, foreign, prisma, lines, folder, ask, press, newToken, restart, close };
}
export type TestApi = Awaited<ReturnType<typeof openTestApi>>;
