import type { Prisma } from "@/lib/adapters/prisma/client/client";

/** The app, all passkeys and the recovery codes of a person. False when there was no factor. */
export async function forgetFactors(
  client: Prisma.TransactionClient,
  userId: string,
): Promise<boolean> {
  const { count: appCount } = await client.secondFactor.deleteMany({ where: { userId } });
  const { count: passkeyCount } = await client.passkey.deleteMany({ where: { userId } });
  await client.recoveryCode.deleteMany({ where: { userId } });
  return appCount + passkeyCount > 0;
}

/** And every session of the person ends. */
export async function dropFactors(
  client: Prisma.TransactionClient,
  { userId, now }: { userId: string; now: Date },
): Promise<boolean> {
  const hadFactor = await forgetFactors(client, userId);
  await endSessions(client, { userId, keptSessionId: null, now });
  return hadFactor;
}

type Dropped = { userId: string; keptSessionId: string; now: Date };

/** The app; the recovery codes go with it where no passkey is left. False when there was none. */
export async function dropApp(
  client: Prisma.TransactionClient,
  { userId, keptSessionId, now }: Dropped,
): Promise<boolean> {
  const { count } = await client.secondFactor.deleteMany({ where: { userId } });
  if ((await client.passkey.count({ where: { userId } })) === 0)
    await client.recoveryCode.deleteMany({ where: { userId } });
  await endSessions(client, { userId, keptSessionId, now });
  return count === 1;
}

async function endSessions(
  client: Prisma.TransactionClient,
  { userId, keptSessionId, now }: { userId: string; keptSessionId: string | null; now: Date },
) {
  await client.pendingSignIn.deleteMany({ where: { userId } });
  await client.session.updateMany({
    where: { userId, revokedAt: null, ...(keptSessionId && { id: { not: keptSessionId } }) },
    data: { revokedAt: now },
  });
}
