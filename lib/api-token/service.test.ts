import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiTokenRepository } from "@/lib/adapters/prisma/api-token-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { tokens } from "@/lib/adapters/secrets/tokens";
import { presentTokens } from "@/lib/api-token/presenter";
import { type MakeToken, makeTokenSchema, tokensViewSchema } from "@/lib/api-token/schema";
import { TOKENS_PER_PERSON_MAX } from "@/lib/api-token/schema/facts";
import { listTokens, makeToken, proveToken, revokeToken } from "@/lib/api-token/service";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { Actor, Role } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ASKED: MakeToken = { label: "Nightly banners", scopes: ["read", "generate"], days: "30" };

async function openTeam() {
  const studio = await createTestStudio(database, { role: "owner" });
  const { prisma } = database;
  const ports = { ...studio.ports, apiTokens: createApiTokenRepository(prisma), tokens };
  const { actor: owner, teamId } = studio;
  async function join(role: Role): Promise<Actor> {
    const userId = ports.clock.newId();
    const email = `${userId}@example.com`;
    await prisma.user.create({ data: { id: userId, email, name: role, passwordHash: "-" } });
    await prisma.membership.create({ data: { userId, teamId, role } });
    return { ...owner, userId, role } as Actor;
  }
  await prisma.membership.updateMany({ where: { teamId }, data: { role: "owner" } });
  async function made(actor: Actor, asked: Partial<MakeToken> = {}) {
    const token = await makeToken(ports, actor, { ...ASKED, ...asked });
    if (!token.ok) throw new Error(token.error.code);
    return token.value;
  }
  const labels = async (actor: Actor) => {
    const { own, others } = presentTokens(await listTokens(ports, actor));
    return { own: own.map(({ label }) => label), others: others?.map(({ label }) => label) };
  };
  return { ports, owner, teamId, join, made, labels };
}

describe("Making a token", () => {
  test("gives it once; of it only a hash is kept", async () => {
    const { ports, owner, made } = await openTeam();
    const { id, token, expiresAt } = await made(owner);
    expect(expiresAt).toEqual(new Date(ports.clock.now().getTime() + 30 * 24 * 60 * 60_000));
    const row = await database.prisma.apiToken.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(row.tokenHash)).toEqual(Buffer.from(tokens.hash(token)));
    expect(JSON.stringify(row)).not.toContain(token.slice(4, -4));
    const view = presentTokens(await listTokens(ports, owner));
    expect(tokensViewSchema.parse(view).own).toMatchObject([
      { id, label: "Nightly banners", lastFour: token.slice(-4), state: "works", isOwn: true },
    ]);
    expect(JSON.stringify(view)).not.toContain(token.slice(4, -4));
    expect(await proveToken(ports, token)).toMatchObject({
      value: { id, userId: owner.userId, role: "owner", scopes: ["read", "generate"] },
    });
  });

  test("is refused for what the role does not have, and makes nothing", async () => {
    const { ports, join, labels } = await openTeam();
    const reviewer = await join("reviewer");
    for (const scope of ["generate", "upload"] as const)
      expect(await makeToken(ports, reviewer, { ...ASKED, scopes: ["read", scope] })).toEqual({
        ok: false,
        error: { code: "not_allowed" },
      });
    expect((await labels(reviewer)).own).toEqual([]);
    expect((await makeToken(ports, reviewer, { ...ASKED, scopes: ["read"] })).ok).toBe(true);
  });

  test("ends at so many that still work, also for two presses at once", async () => {
    const { ports, owner, made } = await openTeam();
    for (let count = 1; count < TOKENS_PER_PERSON_MAX; count++) await made(owner, { days: "7" });
    const results = await Promise.all([1, 2].map(() => makeToken(ports, owner, ASKED)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({
      error: { code: "too_many", max: TOKENS_PER_PERSON_MAX },
    });
    ports.clock.advance(8 * 24 * 60 * 60_000);
    expect((await makeToken(ports, owner, ASKED)).ok).toBe(true);
  });

  test.each([
    [{ label: " " }],
    [{ label: "a".repeat(61) }],
    [{ label: "a\0" }],
    [{ scopes: [] }],
    [{ scopes: ["read", "read"] }],
    [{ scopes: ["everything"] }],
    [{ days: "3650" }],
    [{ userId: "x" }],
  ])("takes no %j", (change) => {
    expect(makeTokenSchema.safeParse({ ...ASKED, ...change }).success).toBe(false);
  });
});

describe("Revoking a token", () => {
  test("is for its person, and for whoever looks after the team", async () => {
    const { ports, owner, join, made, labels } = await openTeam();
    const [designer, other] = [await join("designer"), await join("designer")];
    const first = await made(designer, { label: "First" });
    const second = await made(designer, { label: "Second" });
    const refused = { ok: false, error: { code: "not_found" } };
    expect(await revokeToken(ports, other, first.id)).toEqual(refused);
    expect(await labels(other)).toEqual({ own: [], others: undefined });
    expect((await labels(owner)).others?.sort()).toEqual(["First", "Second"]);
    expect((await revokeToken(ports, designer, first.id)).ok).toBe(true);
    expect((await revokeToken(ports, owner, second.id)).ok).toBe(true);
    expect(await revokeToken(ports, designer, first.id)).toEqual(refused);
    for (const { token } of [first, second])
      expect(await proveToken(ports, token)).toEqual({
        ok: false,
        error: { code: "token_revoked" },
      });
    expect((await labels(owner)).others).toEqual([]);
  });

  test("is nothing that another team can do or see", async () => {
    const [one, two] = [await openTeam(), await openTeam()];
    const { id, token } = await one.made(one.owner);
    expect(await revokeToken(two.ports, two.owner, id)).toMatchObject({
      error: { code: "not_found" },
    });
    expect(await two.labels(two.owner)).toEqual({ own: [], others: [] });
    expect((await proveToken(one.ports, token)).ok).toBe(true);
  });
});
