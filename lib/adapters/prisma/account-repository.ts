import { keyboardSchema } from "@/lib/account/schema";
import { KEYBOARD_AS_IT_COMES } from "@/lib/account/schema/facts";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { foreignProjectIds } from "@/lib/adapters/prisma/foreign-projects";
import { ownSessions } from "@/lib/adapters/prisma/own-sessions";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { AccountRepository, NewOwner } from "@/lib/ports/account-repository";
import type { Transaction } from "@/lib/ports/database";
import type { Sight } from "@/lib/shared/actor";

/** PostgreSQL takes bytes that own their memory. */
export const bytes = (value: Uint8Array) => new Uint8Array(value);

const SETUP_LINK_ID = "setup";

async function createOwner(tx: Transaction, { team, user, project }: NewOwner) {
  const client = inside(tx);
  await client.team.create({ data: team });
  await client.user.create({ data: user });
  await client.membership.create({ data: { userId: user.id, teamId: team.id, role: "owner" } });
  await client.project.create({ data: { ...project, teamId: team.id } });
}

async function findViewer(prisma: PrismaClient, userId: string, sight: Sight) {
  const { teamId } = sight;
  const membership = await prisma.membership.findUnique({
    where: { userId_teamId: { userId, teamId } },
    include: {
      user: { select: { id: true, name: true, email: true, keyboard: true } },
      team: {
        select: {
          id: true,
          name: true,
          projects: {
            where: { id: { notIn: [...sight.closedProjectIds] } },
            orderBy: [{ createdAt: "asc" }, { id: "asc" }],
          },
        },
      },
    },
  });
  if (!membership) return null;
  const { team, role, projectId: lastProjectId } = membership;
  const { keyboard: kept, ...user } = membership.user;
  // What an older version kept and this one does not read is not worth a broken studio.
  const keyboard = keyboardSchema.catch(KEYBOARD_AS_IT_COMES).parse(kept);
  return { user, keyboard, team, role, projects: team.projects, lastProjectId };
}

const ANY = { take: 1, select: { id: true } } as const;

async function findUserByEmail(prisma: PrismaClient, email: string) {
  const user = await prisma.user.findUnique({
    where: { email },
    select: {
      ...{ id: true, name: true, passwordHash: true },
      memberships: { take: 1, select: { teamId: true } },
      secondFactor: { select: { confirmedAt: true } },
      passkeys: ANY,
    },
  });
  const [membership] = user?.memberships ?? [];
  if (!user || !membership) return null;
  const { id, name, passwordHash, secondFactor, passkeys } = user;
  const ways = { app: Boolean(secondFactor?.confirmedAt), passkey: passkeys.length > 0 };
  const hasSecondFactor = ways.app || ways.passkey;
  return { id, name, passwordHash, hasSecondFactor, ways, teamId: membership.teamId };
}

async function findLiveSession(
  prisma: PrismaClient,
  secretHash: Uint8Array,
  { now, seenAfter }: { now: Date; seenAfter: Date },
) {
  const session = await prisma.session.findUnique({
    where: { secretHash: bytes(secretHash), revokedAt: null, expiresAt: { gt: now } },
    include: {
      user: {
        select: {
          memberships: {
            take: 1,
            include: { team: { select: { requiresSecondFactor: true } } },
          },
          secondFactor: { select: { confirmedAt: true } },
          passkeys: ANY,
        },
      },
    },
  });
  const membership = session?.user.memberships[0];
  if (!session || !membership || session.lastSeenAt <= seenAfter) return null;
  await prisma.session.update({ where: { id: session.id }, data: { lastSeenAt: now } });
  return {
    id: session.id,
    userId: session.userId,
    teamId: membership.teamId,
    role: membership.role,
    mustSetUpFactor:
      membership.team.requiresSecondFactor &&
      (membership.role === "owner" || membership.role === "admin") &&
      !session.user.secondFactor?.confirmedAt &&
      session.user.passkeys.length === 0,
    foreignProjectIds: await foreignProjectIds(prisma, membership),
  };
}

export const createAccountRepository = (prisma: PrismaClient): AccountRepository => ({
  hasOwner: async () => (await prisma.membership.count({ where: { role: "owner" } })) > 0,
  async replaceSetupLink({ tokenHash, expiresAt }) {
    const link = { tokenHash: bytes(tokenHash), expiresAt, usedAt: null };
    await prisma.setupLink.upsert({
      where: { id: SETUP_LINK_ID },
      create: { id: SETUP_LINK_ID, ...link },
      update: link,
    });
  },
  async consumeSetupLink(tx, tokenHash, now) {
    const { count } = await inside(tx).setupLink.updateMany({
      where: { tokenHash: bytes(tokenHash), usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    return count === 1;
  },
  async hasSetupLink(tokenHash, now) {
    const where = { tokenHash: bytes(tokenHash), usedAt: null, expiresAt: { gt: now } };
    return (await prisma.setupLink.count({ where })) > 0;
  },
  createOwner,
  findUserByEmail: (email) => findUserByEmail(prisma, email),
  async hasSignedInFrom(person, address, since) {
    // Nobody is looked for as well: the answer takes as long.
    const { teamId = "", id: personId = "" } = person ?? {};
    const signIn = { teamId, personId, action: "signed_in", address, at: { gt: since } };
    return (await prisma.auditEvent.findFirst({ where: signIn, select: { id: true } })) !== null;
  },
  async addPendingSignIn({ ticketHash, userId, expiresAt }, now) {
    await prisma.$transaction([
      prisma.pendingSignIn.deleteMany({ where: { userId, expiresAt: { lte: now } } }),
      prisma.pendingSignIn.create({ data: { ticketHash: bytes(ticketHash), userId, expiresAt } }),
    ]);
  },
  async createSession(tx, session) {
    const data = { ...session, secretHash: bytes(session.secretHash) };
    await inside(tx).session.create({ data });
  },
  findLiveSession: (secretHash, times) => findLiveSession(prisma, secretHash, times),
  async revokeSession(tx, id, now) {
    const where = { id, revokedAt: null };
    return (await inside(tx).session.updateMany({ where, data: { revokedAt: now } })).count === 1;
  },
  ...ownSessions(prisma),
  findEmail: async (id) =>
    (await prisma.user.findUnique({ where: { id }, select: { email: true } }))?.email ?? null,
  requirePerson: (id) =>
    prisma.user.findUniqueOrThrow({ where: { id }, select: { name: true, email: true } }),
  async rename(tx, id, name) {
    const before = await inside(tx).user.findUniqueOrThrow({ where: { id } });
    await inside(tx).user.update({ where: { id }, data: { name } });
    return before.name;
  },
  findViewer: (userId, sight) => findViewer(prisma, userId, sight),
  async listAdminNames(teamId) {
    const list = async (role: "owner" | "admin") => {
      const members = await prisma.membership.findMany({
        where: { teamId, role },
        orderBy: { user: { createdAt: "asc" } },
        select: { user: { select: { name: true } } },
      });
      return members.map(({ user }) => user.name);
    };
    return [...(await list("owner")), ...(await list("admin"))];
  },
  async saveKeyboard(id, keyboard) {
    await prisma.user.update({ where: { id }, data: { keyboard } });
  },
});
