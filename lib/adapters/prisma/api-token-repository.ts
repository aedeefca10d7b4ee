import { bytes } from "@/lib/adapters/prisma/account-repository";
import type { ApiToken, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { foreignProjectIds } from "@/lib/adapters/prisma/foreign-projects";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { apiScopeSchema } from "@/lib/api-token/schema";
import type { ApiTokenRecord, ApiTokenRepository } from "@/lib/ports/api-token-repository";

const WITH_NAME = { membership: { select: { user: { select: { name: true } } } } } as const;

type Row = ApiToken & { membership: { user: { name: string } } };

/** What an older version has granted and this one does not know is not granted. */
const scopesOf = (scopes: readonly string[]) =>
  scopes.flatMap((scope) => apiScopeSchema.safeParse(scope).data ?? []);

const toToken = (row: Row): ApiTokenRecord => ({
  id: row.id,
  teamId: row.teamId,
  userId: row.userId,
  personName: row.membership.user.name,
  label: row.label,
  lastFour: row.lastFour,
  scopes: scopesOf(row.scopes),
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  lastUsedAt: row.lastUsedAt,
  revokedAt: row.revokedAt,
});

async function find(prisma: PrismaClient, tokenHash: Uint8Array) {
  const row = await prisma.apiToken.findUnique({
    where: { tokenHash: bytes(tokenHash) },
    include: {
      membership: {
        select: {
          role: true,
          user: {
            select: {
              name: true,
              secondFactor: { select: { confirmedAt: true } },
              passkeys: { select: { id: true }, take: 1 },
            },
          },
          team: { select: { requiresSecondFactor: true } },
        },
      },
    },
  });
  if (!row) return null;
  const { role, user, team } = row.membership;
  const isManager = role === "owner" || role === "admin";
  const hasFactor = Boolean(user.secondFactor?.confirmedAt) || user.passkeys.length > 0;
  return {
    ...toToken(row),
    role,
    mustSetUpFactor: team.requiresSecondFactor && isManager && !hasFactor,
    foreignProjectIds: await foreignProjectIds(prisma, row),
  };
}

export const createApiTokenRepository = (prisma: PrismaClient): ApiTokenRepository => ({
  async create(tx, token) {
    const data = { ...token, tokenHash: bytes(token.tokenHash) };
    await inside(tx).apiToken.create({ data });
  },
  async countLive(tx, { teamId, userId }, now) {
    await inside(tx).$queryRaw`
      select from membership where user_id = ${userId} and team_id = ${teamId} for update`;
    const where = { teamId, userId, revokedAt: null, expiresAt: { gt: now } };
    return inside(tx).apiToken.count({ where });
  },
  async list(teamId, userId) {
    const rows = await prisma.apiToken.findMany({
      where: { teamId, revokedAt: null, ...(userId !== null && { userId }) },
      include: WITH_NAME,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    return rows.map(toToken);
  },
  async revoke(tx, { id, teamId, userId }, now) {
    const where = { id, teamId, revokedAt: null, ...(userId !== null && { userId }) };
    const { count } = await inside(tx).apiToken.updateMany({ where, data: { revokedAt: now } });
    if (count === 0) return null;
    const { label, scopes } = await inside(tx).apiToken.findUniqueOrThrow({ where: { id } });
    return { label, scopes: scopesOf(scopes) };
  },
  find: (tokenHash) => find(prisma, tokenHash),
  async noteUse(id, now) {
    await prisma.apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } });
  },
});
