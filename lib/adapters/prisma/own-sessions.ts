import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { AccountRepository } from "@/lib/ports/account-repository";

type OwnSessions = Pick<
  AccountRepository,
  "listSessions" | "revokeSessionOf" | "revokeOtherSessions" | "findPasswordHash" | "setPassword"
>;

export const ownSessions = (prisma: PrismaClient): OwnSessions => ({
  listSessions: (userId, now) =>
    prisma.session.findMany({
      where: { userId, revokedAt: null, expiresAt: { gt: now } },
      orderBy: { lastSeenAt: "desc" },
      select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
    }),
  async revokeSessionOf(userId, id, now) {
    const { count } = await prisma.session.updateMany({
      where: { id, userId, revokedAt: null },
      data: { revokedAt: now },
    });
    return count === 1;
  },
  async revokeOtherSessions(userId, keptSessionId, now) {
    await prisma.session.updateMany({
      where: { userId, id: { not: keptSessionId }, revokedAt: null },
      data: { revokedAt: now },
    });
  },
  async findPasswordHash(id) {
    const user = await prisma.user.findUnique({ where: { id }, select: { passwordHash: true } });
    return user?.passwordHash ?? null;
  },
  async setPassword({ userId, passwordHash, keptSessionId }, now) {
    await prisma.$transaction([
      prisma.user.update({ where: { id: userId }, data: { passwordHash } }),
      prisma.pendingSignIn.deleteMany({ where: { userId } }),
      prisma.session.updateMany({
        where: { userId, revokedAt: null, ...(keptSessionId && { id: { not: keptSessionId } }) },
        data: { revokedAt: now },
      }),
    ]);
  },
});
