import type { GatewayKey, Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import {
  chooseKey,
  living,
  lockKey,
  nameOf,
  removeKey,
  replaceKey,
} from "@/lib/adapters/prisma/team-key-changes";
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
  async add(tx, teamId, { sealed, ...key }) {
    await inside(tx).gatewayKey.create({
      data: { ...key, teamId, source: "team", secret: sealed },
    });
  },
  async change(tx, teamId, { keyId, ...facts }) {
    const client = inside(tx);
    const before = await lockKey(client, teamId, keyId);
    if (!before) return null;
    const { account } = await client.gatewayKey.update({ where: { id: keyId }, data: facts });
    // How much may be asked is learnt anew, from the group that it has now.
    await client.rateLimit.deleteMany({ where: { account } });
    return nameOf(before);
  },
  async switchTo(tx, teamId, { keyId, isEnabled }) {
    const client = inside(tx);
    const before = await lockKey(client, teamId, keyId);
    if (!before) return null;
    await client.gatewayKey.update({ where: { id: keyId }, data: { isEnabled } });
    return { ...nameOf(before), isChange: before.isEnabled !== isEnabled };
  },
  replace: (tx, teamId, next) => replaceKey(inside(tx), teamId, next),
  remove: (tx, teamId, key) => removeKey(inside(tx), teamId, key),
  choose: (tx, teamId, choice) => chooseKey(inside(tx), teamId, choice),
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
