import type { GatewayKey, Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside, isConflict } from "@/lib/adapters/prisma/prisma-client";
import { chooseKey, removeKey, replaceKey } from "@/lib/adapters/prisma/team-key-changes";
import { checkCodeSchema } from "@/lib/gateway-key/schema";
import type { CircuitCode } from "@/lib/ports/circuits";
import type { TeamKeyRecord, TeamKeys } from "@/lib/ports/team-keys";

/** Points of the small curve. */
const READINGS_MAX = 40;

const INCLUDED = {
  circuits: { where: { code: { not: null } } },
  balances: {
    where: { remainingCredits: { not: null } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: READINGS_MAX,
    select: { at: true, remainingCredits: true },
  },
  _count: {
    select: {
      variants: {
        where: {
          status: { in: ["queued", "submitting", "submitted", "running", "saving", "unknown"] },
        },
      },
    },
  },
} satisfies Prisma.GatewayKeyInclude;

type Row = GatewayKey & Prisma.GatewayKeyGetPayload<{ include: typeof INCLUDED }>;

function toRecord(row: Row): TeamKeyRecord {
  const { id, label, fingerprint, accountGroup, isEnabled, checkAskedAt, balances } = row;
  const code = checkCodeSchema.safeParse(row.checkCode);
  // What keeps everything from being sent says more than what keeps references or looks.
  const circuit = row.circuits.find(({ group }) => group === "submit") ?? row.circuits[0];
  return {
    ...{ id, label, fingerprint, accountGroup, isEnabled, checkAskedAt, balances },
    baseUrl: row.baseUrl ?? "",
    lastFour: row.lastFour ?? "",
    check:
      code.success && row.checkedAt
        ? { code: code.data, at: row.checkedAt, modelCount: row.checkModelCount }
        : null,
    suspended:
      circuit?.code && circuit.nextProbeAt
        ? // Written by `circuits.ts` only.
          { code: circuit.code as CircuitCode, nextProbeAt: circuit.nextProbeAt }
        : null,
    underWayCount: row._count.variants,
  };
}

const living = (teamId: string, id: string) => ({ id, teamId, removedAt: null });

export const createTeamKeys = (prisma: PrismaClient): TeamKeys => ({
  async list(teamId) {
    const rows = await prisma.gatewayKey.findMany({
      where: { teamId, removedAt: null },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      include: INCLUDED,
    });
    return rows.map(toRecord);
  },
  async listProjects(teamId) {
    const rows = await prisma.project.findMany({
      where: { teamId },
      orderBy: { name: "asc" },
      select: { id: true, name: true, code: true, gatewayKeyId: true },
    });
    return rows.map(({ gatewayKeyId, ...project }) => ({ ...project, keyId: gatewayKeyId }));
  },
  findChosenId: async (teamId) =>
    (await prisma.team.findUnique({ where: { id: teamId } }))?.gatewayKeyId ?? null,
  async add(teamId, { sealed, ...key }) {
    try {
      await prisma.gatewayKey.create({ data: { ...key, teamId, source: "team", secret: sealed } });
      return true;
    } catch (cause) {
      if (isConflict(cause)) return false;
      throw cause;
    }
  },
  async change(teamId, keyId, facts) {
    const where = living(teamId, keyId);
    const [row] = await prisma.gatewayKey.updateManyAndReturn({ where, data: facts });
    // How much may be asked is learnt anew, from the group that it has now.
    if (row) await prisma.rateLimit.deleteMany({ where: { account: row.account } });
    return row !== undefined;
  },
  async switchTo(teamId, keyId, isEnabled) {
    const where = living(teamId, keyId);
    return (await prisma.gatewayKey.updateMany({ where, data: { isEnabled } })).count === 1;
  },
  replace: (teamId, keyId, next) => replaceKey(prisma, { teamId, keyId, next }),
  remove: (teamId, keyId, at) => removeKey(prisma, { teamId, keyId, at }),
  choose: (teamId, choice) => chooseKey(prisma, teamId, choice),
  async askCheck(tx, teamId, { keyId, at }) {
    const { count } = await inside(tx).gatewayKey.updateMany({
      where: living(teamId, keyId),
      data: { checkAskedAt: at },
    });
    return count === 1;
  },
  async noteCheck(keyId, { code, at, modelCount }) {
    await prisma.gatewayKey.updateMany({
      where: { id: keyId },
      data: { checkAskedAt: null, checkedAt: at, checkCode: code, checkModelCount: modelCount },
    });
  },
});
