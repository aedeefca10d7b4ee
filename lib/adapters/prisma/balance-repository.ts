import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { BalanceRepository } from "@/lib/ports/balance-repository";
import type { Clock } from "@/lib/ports/clock";

type ChargedRow = { id: string; status: string; reservedMicroUsd: number };

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
  async listUncounted(gatewayKeyId) {
    const rows = await prisma.attempt.findMany({
      where: { gatewayKeyId, sentAt: { not: null }, isCounted: false },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  },
  add: (gatewayKeyId, reading, { latestId, attemptIds }) =>
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
      // As one array: a statement takes no more than 32,767 values.
      if (reading.isQuiet)
        await client.$executeRaw`update attempt set is_counted = true where id = any(${attemptIds})`;
      return true;
    }),
  async listCharged(attemptIds) {
    const rows = await prisma.$queryRaw<ChargedRow[]>`
      select id, status, reserved_micro_usd as "reservedMicroUsd" from variant
      where (charge_basis in ('estimated', 'unknown') and spent_micro_usd is not null or status = 'unknown')
        and id in (select variant_id from attempt where id = any(${attemptIds}))
      order by id`;
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
