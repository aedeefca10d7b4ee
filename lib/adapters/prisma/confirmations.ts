import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { Confirmations } from "@/lib/ports/confirmations";

export const createConfirmations = (prisma: PrismaClient): Confirmations => ({
  findAt: async (id) =>
    (await prisma.session.findUnique({ where: { id, revokedAt: null } }))?.confirmedAt ?? null,
  async confirm({ id, userId }, at) {
    await prisma.session.updateMany({
      where: { id, userId, revokedAt: null },
      data: { confirmedAt: at },
    });
  },
});
