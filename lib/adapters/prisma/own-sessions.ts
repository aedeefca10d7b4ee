import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { AccountRepository } from "@/lib/ports/account-repository";

type OwnSessions = Pick<
  AccountRepository,
  | "listSessions"
  | "findSessionStart"
  | "revokeSessionOf"
  | "revokeOtherSessions"
  | "findPasswordHash"
  | "setPassword"
>;

export const ownSessions = (prisma: PrismaClient): OwnSessions => ({
  listSessions: (userId, { now, seenAfter }) =>
    prisma.session.findMany({
      where: {
        ...{ userId, revokedAt: null, expiresAt: { gt: now } },
        lastSeenAt: { gt: seenAfter },
      },
      orderBy: { lastSeenAt: "desc" },
      select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
    }),
  async revokeSessionOf(tx, { id, userId }, now) {
    const [revoked] = await inside(tx).session.updateManyAndReturn({
      where: { id, userId, revokedAt: null },
      data: { revokedAt: now },
      select: { userAgent: true },
    });
    return revoked ?? null;
  },
  async revokeOtherSessions(tx, { id, userId }, now) {
    const { count } = await inside(tx).session.updateMany({
      where: { userId, id: { not: id }, revokedAt: null },
      data: { revokedAt: now },
    });
    return count;
  },
  async findSessionStart(id) {
    const where = { id, revokedAt: null };
    return (await prisma.session.findUnique({ where }))?.createdAt ?? null;
  },
  async findPasswordHash(id) {
    const user = await prisma.user.findUnique({ where: { id }, select: { passwordHash: true } });
    return user?.passwordHash ?? null;
  },
  async setPassword(tx, { userId, passwordHash, keptSessionId }, now) {
    await inside(tx).user.update({ where: { id: userId }, data: { passwordHash } });
    await inside(tx).pendingSignIn.deleteMany({ where: { userId } });
    await inside(tx).session.updateMany({
      where: { userId, revokedAt: null, ...(keptSessionId && { id: { not: keptSessionId } }) },
      data: { revokedAt: now },
    });
  },
});
