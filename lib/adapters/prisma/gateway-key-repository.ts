import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { GatewayKeyRepository } from "@/lib/ports/gateway-key-repository";

export const createGatewayKeyRepository = (prisma: PrismaClient): GatewayKeyRepository => ({
  ensure: ({ id, source, label, fingerprint }) =>
    prisma.gatewayKey.upsert({
      where: { source_fingerprint: { source, fingerprint } },
      create: { id, source, label, fingerprint },
      update: { label },
      select: { id: true, source: true, label: true, fingerprint: true },
    }),
});
