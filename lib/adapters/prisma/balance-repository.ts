import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { BalanceRepository } from "@/lib/ports/balance-repository";
import type { Clock } from "@/lib/ports/clock";

const NEWEST = [{ at: "desc" as const }, { id: "desc" as const }];

export const createBalanceRepository = (prisma: PrismaClient, clock: Clock): BalanceRepository => ({
  latest: (gatewayKeyId) =>
    prisma.balanceReading.findFirst({ where: { gatewayKeyId }, orderBy: NEWEST }),
  latestQuiet: (gatewayKeyId) =>
    prisma.balanceReading.findFirst({ where: { gatewayKeyId, isQuiet: true }, orderBy: NEWEST }),
  countInFlight: (gatewayKeyId, unknownSince) =>
    prisma.variant.count({
      where: {
        gatewayKeyId,
        OR: [
          { status: { in: ["submitting", "submitted", "running", "saving"] } },
          { status: "unknown", attempts: { some: { sentAt: { gt: unknownSince } } } },
        ],
      },
    }),
  add: (gatewayKeyId, reading, latestId) =>
    prisma.$transaction(async (client) => {
      await client.$queryRaw`select 1 from pg_advisory_xact_lock(hashtextextended(${gatewayKeyId}, 2))`;
      const latest = await client.balanceReading.findFirst({
        where: { gatewayKeyId },
        orderBy: NEWEST,
        select: { id: true },
      });
      if ((latest?.id ?? null) !== latestId) return false;
      await client.balanceReading.create({
        data: { id: clock.newId(), gatewayKeyId, ...reading },
      });
      return true;
    }),
  async listCharged(gatewayKeyId, { after, until }) {
    const rows = await prisma.variant.findMany({
      where: {
        gatewayKeyId,
        OR: [
          { chargeBasis: { in: ["estimated", "unknown"] }, spentMicroUsd: { not: null } },
          { status: "unknown" },
        ],
        attempts: { some: { gatewayKeyId, sentAt: { gt: after, lte: until } } },
      },
      select: { id: true, status: true, reservedMicroUsd: true },
    });
    return rows.map(({ id, status, reservedMicroUsd }) => ({
      variantId: id,
      hasSucceeded: status === "succeeded" || status === "saving",
      isOpen: status === "unknown",
      estimatedMicroUsd: reservedMicroUsd,
    }));
  },
  async flagCharged(tx, variantId) {
    await inside(tx).variant.updateMany({
      where: { id: variantId, attention: null },
      data: { attention: "charged_unknown" },
    });
  },
});
