import { serviceIdSchema } from "@/lib/account/schema/sign-in-service";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { IdentityKey, IdentityRepository } from "@/lib/ports/identity-repository";

async function use(prisma: PrismaClient, key: IdentityKey, now: Date) {
  const row = await prisma.identity.findUnique({
    where: { issuer_subject: key },
    select: {
      user: {
        select: {
          ...{ id: true, name: true, email: true },
          memberships: { take: 1, select: { teamId: true } },
          secondFactor: { select: { confirmedAt: true } },
          passkeys: { take: 1, select: { id: true } },
        },
      },
    },
  });
  const [membership] = row?.user.memberships ?? [];
  if (!row || !membership) return null;
  await prisma.identity.update({ where: { issuer_subject: key }, data: { lastUsedAt: now } });
  const { id, name, email, secondFactor, passkeys } = row.user;
  const ways = { app: Boolean(secondFactor?.confirmedAt), passkey: passkeys.length > 0 };
  return { id, name, email, teamId: membership.teamId, ways };
}

type Connections = Pick<IdentityRepository, "beginConnection" | "takeConnection">;

const connections = (prisma: PrismaClient): Connections => ({
  async beginConnection(pending, now) {
    const { sessionId, service, expiresAt } = pending;
    await prisma.$transaction([
      prisma.pendingConnection.deleteMany({ where: { expiresAt: { lte: now } } }),
      prisma.pendingConnection.upsert({
        where: { sessionId_service: { sessionId, service } },
        create: pending,
        update: { expiresAt },
      }),
    ]);
  },
  async takeConnection({ sessionId, service }, now) {
    const { count } = await prisma.pendingConnection.deleteMany({
      where: { sessionId, service, expiresAt: { gt: now } },
    });
    return count === 1;
  },
});

export const createIdentityRepository = (prisma: PrismaClient): IdentityRepository => ({
  use: (key, now) => use(prisma, key, now),
  async list(userId) {
    const rows = await prisma.identity.findMany({
      where: { userId },
      orderBy: { createdAt: "asc" },
      select: { service: true, email: true, createdAt: true },
    });
    return rows.map(({ service, email, createdAt: connectedAt }) => ({
      ...{ email, connectedAt },
      service: serviceIdSchema.parse(service),
    }));
  },
  async add(tx, { issuer, subject, ...identity }, now) {
    const client = inside(tx);
    // Whoever was taken out of their team has left it behind.
    await client.identity.deleteMany({
      where: { issuer, subject, user: { memberships: { none: {} } } },
    });
    await client.identity.create({
      data: { issuer, subject, ...identity, createdAt: now, lastUsedAt: now },
    });
  },
  async lockWaysIn(tx, userId) {
    const client = inside(tx);
    await client.$queryRaw`select id from "user" where id = ${userId} for no key update`;
    const user = await client.user.findUniqueOrThrow({
      where: { id: userId },
      select: {
        passwordHash: true,
        _count: { select: { passkeys: true, identities: true } },
      },
    });
    return {
      hasPassword: user.passwordHash !== null,
      passkeyCount: user._count.passkeys,
      identityCount: user._count.identities,
    };
  },
  async remove(tx, { userId, service }) {
    return (await inside(tx).identity.deleteMany({ where: { userId, service } })).count === 1;
  },
  ...connections(prisma),
  async consumeInvitationFor(tx, email, now) {
    const client = inside(tx);
    const where = { email, usedAt: null, revokedAt: null, expiresAt: { gt: now } };
    const newest = await client.invitation.findFirst({ where, orderBy: { createdAt: "desc" } });
    if (!newest) return null;
    const [row] = await client.invitation.updateManyAndReturn({
      where: { ...where, id: newest.id },
      data: { usedAt: now },
      select: { id: true, teamId: true, email: true, role: true },
    });
    return row ?? null;
  },
  async findFirstTeamId(tx) {
    const team = await inside(tx).team.findFirst({
      orderBy: { createdAt: "asc" },
      select: { id: true },
    });
    return team?.id ?? null;
  },
});
