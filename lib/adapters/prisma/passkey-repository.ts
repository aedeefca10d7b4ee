import { bytes } from "@/lib/adapters/prisma/account-repository";
import type { Passkey, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { PasskeyRecord, PasskeyRepository } from "@/lib/ports/passkey-repository";

const recordOf = ({ userId: _, counter, ...passkey }: Passkey): PasskeyRecord => ({
  ...passkey,
  // 32 bits on the wire.
  counter: Number(counter),
});

type Challenges = Pick<PasskeyRepository, "addChallenge" | "takeChallenge">;

const challenges = (prisma: PrismaClient): Challenges => ({
  async addChallenge({ hash, expiresAt }, now) {
    await prisma.$transaction([
      prisma.passkeyChallenge.deleteMany({ where: { expiresAt: { lte: now } } }),
      prisma.passkeyChallenge.create({ data: { challengeHash: bytes(hash), expiresAt } }),
    ]);
  },
  async takeChallenge(hash, now) {
    const { count } = await prisma.passkeyChallenge.deleteMany({
      where: { challengeHash: bytes(hash), expiresAt: { gt: now } },
    });
    return count === 1;
  },
});

export const createPasskeyRepository = (prisma: PrismaClient): PasskeyRepository => ({
  async list(userId) {
    const rows = await prisma.passkey.findMany({ where: { userId }, orderBy: { id: "asc" } });
    return rows.map(recordOf);
  },
  async findByCredential(credentialId) {
    const row = await prisma.passkey.findUnique({
      where: { credentialId },
      include: {
        user: {
          select: {
            ...{ id: true, name: true, email: true },
            memberships: { take: 1, select: { teamId: true } },
          },
        },
      },
    });
    const [membership] = row?.user.memberships ?? [];
    if (!row || !membership) return null;
    const { user, ...passkey } = row;
    const { id, name, email } = user;
    return { passkey: recordOf(passkey), owner: { id, name, email, teamId: membership.teamId } };
  },
  ...challenges(prisma),
  async noteUse({ id, counter }, now) {
    const { count } = await prisma.passkey.updateMany({
      // One that always says 0 has nothing to go on from.
      where: { id, ...(counter === 0 ? { counter: 0 } : { counter: { lt: counter } }) },
      data: { counter, lastUsedAt: now },
    });
    return count === 1;
  },
  async lockFactors(tx, userId) {
    const client = inside(tx);
    await client.$queryRaw`select id from "user" where id = ${userId} for no key update`;
    const user = await client.user.findUniqueOrThrow({
      where: { id: userId },
      select: {
        passwordHash: true,
        secondFactor: { select: { confirmedAt: true } },
        _count: { select: { passkeys: true, identities: true } },
      },
    });
    return {
      hasApp: Boolean(user.secondFactor?.confirmedAt),
      passkeyCount: user._count.passkeys,
      hasOtherWayIn: user.passwordHash !== null || user._count.identities > 0,
    };
  },
  async add(tx, { publicKey, ...passkey }) {
    await inside(tx).passkey.create({ data: { ...passkey, publicKey: bytes(publicKey) } });
  },
  async remove(tx, { id, userId }) {
    const where = { id, userId };
    const passkey = await inside(tx).passkey.findUnique({ where });
    if (!passkey) return null;
    await inside(tx).passkey.delete({ where });
    return passkey.label;
  },
});
