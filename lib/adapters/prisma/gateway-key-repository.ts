import type { GatewayKey, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { isConflict } from "@/lib/adapters/prisma/prisma-client";
import type {
  GatewayKeyRecord,
  GatewayKeyRepository,
  KeyScope,
  StoredKey,
} from "@/lib/ports/gateway-key-repository";

/** One for another; a team does not change its mind more often than this. */
const REPLACEMENTS_MAX = 100;

/** Null when its secret is gone. */
const toStored = (row: GatewayKey | null | undefined): StoredKey | null =>
  row && row.teamId !== null && row.baseUrl !== null && row.secret !== null
    ? {
        id: row.id,
        source: row.source,
        label: row.label,
        fingerprint: row.fingerprint,
        account: row.account,
        teamId: row.teamId,
        baseUrl: row.baseUrl,
        sealed: row.secret,
        isEnabled: row.isEnabled,
      }
    : null;

const USABLE = { isEnabled: true, removedAt: null, secret: { not: null } } as const;

/** Of the settings: a row for each secret. */
async function ensure(
  prisma: PrismaClient,
  { id, source, label, fingerprint, account }: GatewayKeyRecord,
): Promise<GatewayKeyRecord> {
  const select = { id: true, source: true, label: true, fingerprint: true, account: true } as const;
  const where = { source, fingerprint, teamId: null };
  const known = await prisma.gatewayKey.findFirst({ where, select });
  if (known && known.label === label) return known;
  if (known) return prisma.gatewayKey.update({ where: { id: known.id }, data: { label }, select });
  try {
    return await prisma.gatewayKey.create({
      data: { id, source, label, fingerprint, account },
      select,
    });
  } catch (cause) {
    // Another process has come up at the same moment.
    if (isConflict(cause)) return prisma.gatewayKey.findFirstOrThrow({ where, select });
    throw cause;
  }
}

async function findChosen(prisma: PrismaClient, { teamId, projectId }: KeyScope) {
  const ofKey = { select: { gatewayKey: true } } as const;
  const isUsable = (key: GatewayKey | null | undefined) =>
    key?.isEnabled && key.removedAt === null && key.teamId === teamId ? toStored(key) : null;
  const project = projectId
    ? await prisma.project.findFirst({ where: { id: projectId, teamId }, ...ofKey })
    : null;
  const own = isUsable(project?.gatewayKey);
  if (own) return own;
  const team = await prisma.team.findUnique({ where: { id: teamId }, ...ofKey });
  return isUsable(team?.gatewayKey);
}

async function findReplacement(prisma: PrismaClient, id: string): Promise<StoredKey | null> {
  let next: string | null = id;
  for (let count = 0; next !== null && count < REPLACEMENTS_MAX; count += 1) {
    const row: GatewayKey | null = await prisma.gatewayKey.findUnique({ where: { id: next } });
    if (row && row.id !== id && row.secret !== null) return toStored(row);
    next = row?.replacedById ?? null;
  }
  return null;
}

export const createGatewayKeyRepository = (prisma: PrismaClient): GatewayKeyRepository => ({
  ensure: (key) => ensure(prisma, key),
  findOwner: (id) =>
    prisma.gatewayKey.findUnique({ where: { id }, select: { source: true, teamId: true } }),
  findStored: async (id) => toStored(await prisma.gatewayKey.findUnique({ where: { id } })),
  findReplacement: (id) => findReplacement(prisma, id),
  findChosen: (scope) => findChosen(prisma, scope),
  findOldest: async (teamId) =>
    toStored(
      await prisma.gatewayKey.findFirst({
        where: { teamId, ...USABLE },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      }),
    ),
});
