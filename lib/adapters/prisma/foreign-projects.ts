import type { PrismaClient } from "@/lib/adapters/prisma/client/client";

/** Of whoever proves themselves: closed projects of their team that they are no member of. */
export async function foreignProjectIds(
  prisma: PrismaClient,
  { teamId, userId }: { teamId: string; userId: string },
): Promise<string[]> {
  const foreign = await prisma.project.findMany({
    where: { teamId, isClosed: true, members: { none: { userId } } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return foreign.map(({ id }) => id);
}
