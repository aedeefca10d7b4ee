import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { dropFactors, forgetFactors } from "@/lib/adapters/prisma/drop-factor";
import { invitations } from "@/lib/adapters/prisma/invitations";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { ConflictError, type Transaction } from "@/lib/ports/database";
import type { MemberRecord, NewMember, PeopleRepository } from "@/lib/ports/people-repository";

/** As the enum stands in the database: owners come first. */
async function listMembers(prisma: PrismaClient, teamId: string): Promise<MemberRecord[]> {
  const members = await prisma.membership.findMany({
    where: { teamId },
    orderBy: [{ role: "asc" }, { user: { createdAt: "asc" } }],
    select: {
      userId: true,
      role: true,
      user: {
        select: {
          name: true,
          email: true,
          secondFactor: { select: { confirmedAt: true } },
          passkeys: { take: 1, select: { id: true } },
          sessions: {
            select: { lastSeenAt: true },
            orderBy: { lastSeenAt: "desc" },
            take: 1,
          },
        },
      },
    },
  });
  return members.map(
    ({ userId, role, user: { name, email, secondFactor, passkeys, sessions } }) => ({
      ...{ userId, name, email, role },
      lastSeenAt: sessions[0]?.lastSeenAt ?? null,
      hasSecondFactor: Boolean(secondFactor?.confirmedAt) || passkeys.length > 0,
    }),
  );
}

async function admit(tx: Transaction, { id, teamId, email, role, name, passwordHash }: NewMember) {
  const client = inside(tx);
  // Two teams may let in the same address at once.
  await client.$queryRaw`select id from "user" where email = ${email} for update`;
  const known = await client.user.findUnique({
    where: { email },
    select: { id: true, memberships: { take: 1 } },
  });
  if (known && known.memberships.length > 0) throw new ConflictError("The address is in a team");
  const { id: userId } = await client.user.upsert({
    where: { email },
    create: { id, email, name, passwordHash },
    update: { name, passwordHash },
    select: { id: true },
  });
  // Of whoever had the address before: the new password is another person's, or a new beginning.
  await forgetFactors(client, userId);
  await client.identity.deleteMany({ where: { userId } });
  await client.membership.create({ data: { userId, teamId, role } });
  return { userId, isBack: known !== null };
}

type MemberFactors = "isFactorRequired" | "requireFactor" | "hasFactor" | "removeFactor";

const memberFactors = (prisma: PrismaClient): Pick<PeopleRepository, MemberFactors> => ({
  async isFactorRequired(id) {
    const team = await prisma.team.findUnique({
      where: { id },
      select: { requiresSecondFactor: true },
    });
    return team?.requiresSecondFactor ?? false;
  },
  async requireFactor(tx, id, requiresSecondFactor) {
    const { count } = await inside(tx).team.updateMany({
      where: { id, requiresSecondFactor: !requiresSecondFactor },
      data: { requiresSecondFactor },
    });
    return count === 1;
  },
  async hasFactor(tx, userId) {
    const { secondFactor, passkey } = inside(tx);
    const appCount = await secondFactor.count({ where: { userId, confirmedAt: { not: null } } });
    return appCount > 0 || (await passkey.count({ where: { userId } })) > 0;
  },
  async removeFactor(tx, { teamId, userId }, now) {
    const client = inside(tx);
    const membership = await client.membership.findUnique({
      where: { userId_teamId: { userId, teamId } },
    });
    return membership !== null && dropFactors(client, { userId, now });
  },
});

export const createPeopleRepository = (prisma: PrismaClient): PeopleRepository => ({
  async lock(tx, teamId) {
    // Not `for update`: whoever makes a picture meanwhile looks at the team's key.
    await inside(tx).$queryRaw`select id from team where id = ${teamId} for no key update`;
  },
  listMembers: (teamId) => listMembers(prisma, teamId),
  async findRole(tx, teamId, userId) {
    const where = { userId_teamId: { userId, teamId } };
    return (await inside(tx).membership.findUnique({ where }))?.role ?? null;
  },
  async findMember(tx, teamId, userId) {
    const member = await inside(tx).membership.findUnique({
      where: { userId_teamId: { userId, teamId } },
      select: { role: true, user: { select: { name: true } } },
    });
    return member && { role: member.role, name: member.user.name };
  },
  hasMember: async (tx, teamId, email) =>
    (await inside(tx).membership.count({ where: { teamId, user: { email } } })) > 0,
  countOwners: (tx, teamId) => inside(tx).membership.count({ where: { teamId, role: "owner" } }),
  ...memberFactors(prisma),
  async setRole(tx, { teamId, userId, role }) {
    const where = { userId_teamId: { userId, teamId } };
    await inside(tx).membership.update({ where, data: { role } });
  },
  async removeMember(tx, { teamId, userId }, now) {
    await inside(tx).membership.delete({ where: { userId_teamId: { userId, teamId } } });
    await inside(tx).session.updateMany({
      where: { userId, revokedAt: null },
      data: { revokedAt: now },
    });
  },
  admit,
  ...invitations(prisma),
});
