import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { GatewayKeyRepository } from "@/lib/ports/gateway-key-repository";

export const createGatewayKeyRepository = (prisma: PrismaClient): GatewayKeyRepository => ({
  ensure: ({ id, source, label, fingerprint, account }) =>
    prisma.gatewayKey.upsert({
      where: { source_fingerprint: { source, fingerprint } },
      create: { id, source, label, fingerprint, account },
      update: { label },
      select: { id: true, source: true, label: true, fingerprint: true, account: true },
    }),
  findSource: async (id) =>
    (await prisma.gatewayKey.findUnique({ where: { id }, select: { source: true } }))?.source ??
    null,
});
