import type { Prisma } from "@/lib/adapters/prisma/client/client";

type Dropped = { userId: string; keptSessionId: string | null; now: Date };

/** With its recovery codes; every session of the person ends but the one that is kept. False when there was none. */
export async function dropFactor(
  client: Prisma.TransactionClient,
  { userId, keptSessionId, now }: Dropped,
): Promise<boolean> {
  const { count } = await client.secondFactor.deleteMany({ where: { userId } });
  await client.recoveryCode.deleteMany({ where: { userId } });
  await client.pendingSignIn.deleteMany({ where: { userId } });
  await client.session.updateMany({
    where: { userId, revokedAt: null, ...(keptSessionId && { id: { not: keptSessionId } }) },
    data: { revokedAt: now },
  });
  return count === 1;
}
