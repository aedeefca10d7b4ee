import { bytes } from "@/lib/adapters/prisma/account-repository";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { dropFactor } from "@/lib/adapters/prisma/drop-factor";
import type { SecondFactorRepository } from "@/lib/ports/second-factor-repository";

type Pending = "findPending" | "takePending";

const pendingSignIns = (prisma: PrismaClient): Pick<SecondFactorRepository, Pending> => ({
  async findPending(ticketHash, now) {
    const pending = await prisma.pendingSignIn.findUnique({
      where: {
        ticketHash: bytes(ticketHash),
        expiresAt: { gt: now },
        user: { memberships: { some: {} } },
      },
    });
    return pending?.userId ?? null;
  },
  async takePending(ticketHash, now) {
    const { count } = await prisma.pendingSignIn.deleteMany({
      where: { ticketHash: bytes(ticketHash), expiresAt: { gt: now } },
    });
    return count === 1;
  },
});

type Setting = "begin" | "confirm" | "replaceRecoveryCodes" | "remove";

const rows = (userId: string, codeHashes: readonly Uint8Array[]) =>
  codeHashes.map((codeHash) => ({ userId, codeHash: bytes(codeHash) }));

const settings = (prisma: PrismaClient): Pick<SecondFactorRepository, Setting> => ({
  async begin(userId, secret, now) {
    const counted = await prisma.$executeRaw`
      insert into second_factor as f (user_id, secret, created_at) values (${userId}, ${secret}, ${now})
      on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at
        where f.confirmed_at is null`;
    return counted === 1;
  },
  confirm: ({ userId, step, codeHashes, keptSessionId }, now) =>
    prisma.$transaction(async (tx) => {
      const { count } = await tx.secondFactor.updateMany({
        where: { userId, confirmedAt: null },
        data: { confirmedAt: now, lastStep: step },
      });
      if (count === 0) return false;
      await tx.recoveryCode.deleteMany({ where: { userId } });
      await tx.recoveryCode.createMany({ data: rows(userId, codeHashes) });
      await tx.session.updateMany({
        where: { userId, revokedAt: null, id: { not: keptSessionId } },
        data: { revokedAt: now },
      });
      return true;
    }),
  async replaceRecoveryCodes(userId, codeHashes) {
    await prisma.$transaction([
      prisma.recoveryCode.deleteMany({ where: { userId } }),
      prisma.recoveryCode.createMany({ data: rows(userId, codeHashes) }),
    ]);
  },
  remove: (userId, keptSessionId, now) =>
    prisma.$transaction((tx) => dropFactor(tx, { userId, keptSessionId, now })),
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
