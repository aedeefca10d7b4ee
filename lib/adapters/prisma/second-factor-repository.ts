import { bytes } from "@/lib/adapters/prisma/account-repository";
import type { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { dropApp, dropFactors } from "@/lib/adapters/prisma/drop-factor";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { SecondFactorRepository } from "@/lib/ports/second-factor-repository";

type Pending = "findPending" | "takePending";

const pendingSignIns = (prisma: PrismaClient): Pick<SecondFactorRepository, Pending> => ({
  async findPending(ticketHash, now) {
    const pending = await prisma.pendingSignIn.findUnique({
      where: { ticketHash: bytes(ticketHash), expiresAt: { gt: now } },
      select: {
        user: {
          select: {
            ...{ id: true, name: true, email: true },
            memberships: { take: 1, select: { teamId: true } },
          },
        },
      },
    });
    const [membership] = pending?.user.memberships ?? [];
    if (!pending || !membership) return null;
    const { id, name, email } = pending.user;
    return { id, name, email, teamId: membership.teamId };
  },
  async takePending(ticketHash, now) {
    const { count } = await prisma.pendingSignIn.deleteMany({
      where: { ticketHash: bytes(ticketHash), expiresAt: { gt: now } },
    });
    return count === 1;
  },
});

type Setting = "begin" | "confirm" | "replaceRecoveryCodes" | "removeApp" | "remove";

async function replaceCodes(
  client: Prisma.TransactionClient,
  userId: string,
  codeHashes: readonly Uint8Array[],
): Promise<void> {
  await client.recoveryCode.deleteMany({ where: { userId } });
  const data = codeHashes.map((codeHash) => ({ userId, codeHash: bytes(codeHash) }));
  await client.recoveryCode.createMany({ data });
}

const settings = (prisma: PrismaClient): Pick<SecondFactorRepository, Setting> => ({
  async begin(userId, secret, now) {
    const counted = await prisma.$executeRaw`
      insert into second_factor as f (user_id, secret, created_at) values (${userId}, ${secret}, ${now})
      on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at
        where f.confirmed_at is null`;
    return counted === 1;
  },
  async confirm(tx, { userId, step, codeHashes, keptSessionId }, now) {
    const client = inside(tx);
    const { count } = await client.secondFactor.updateMany({
      where: { userId, confirmedAt: null },
      data: { confirmedAt: now, lastStep: step },
    });
    if (count === 0) return false;
    await replaceCodes(client, userId, codeHashes);
    await client.session.updateMany({
      where: { userId, revokedAt: null, id: { not: keptSessionId } },
      data: { revokedAt: now },
    });
    return true;
  },
  replaceRecoveryCodes: (tx, userId, codeHashes) => replaceCodes(inside(tx), userId, codeHashes),
  removeApp: (tx, factor, now) => dropApp(inside(tx), { ...factor, now }),
  remove: (tx, { userId }, now) => dropFactors(inside(tx), { userId, now }),
});

export const createSecondFactorRepository = (prisma: PrismaClient): SecondFactorRepository => ({
  find: (userId) =>
    prisma.secondFactor.findUnique({
      where: { userId },
      select: { secret: true, confirmedAt: true },
    }),
  countRecoveryCodes: (userId) => prisma.recoveryCode.count({ where: { userId } }),
  isRequired: async (userId) =>
    (await prisma.membership.count({
      where: {
        userId,
        role: { in: ["owner", "admin"] },
        team: { requiresSecondFactor: true },
      },
    })) > 0,
  async takeStep(userId, step) {
    const { count } = await prisma.secondFactor.updateMany({
      where: {
        userId,
        confirmedAt: { not: null },
        OR: [{ lastStep: null }, { lastStep: { lt: step } }],
      },
      data: { lastStep: step },
    });
    return count === 1;
  },
  async takeRecoveryCode(userId, codeHash) {
    const { count } = await prisma.recoveryCode.deleteMany({
      where: { userId, codeHash: bytes(codeHash) },
    });
    return count === 1;
  },
  ...settings(prisma),
  ...pendingSignIns(prisma),
});
