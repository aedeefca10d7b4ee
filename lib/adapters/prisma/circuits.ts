import type { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { CircuitCode, CircuitGroup, Circuits, OpenCircuit } from "@/lib/ports/circuits";

const WITH_LABEL = { gatewayKey: { select: { label: true, teamId: true } } } as const;
type Row = Prisma.GatewayCircuitGetPayload<{ include: typeof WITH_LABEL }>;

/** Null when it is closed. */
const toOpen = (row: Row): OpenCircuit | null =>
  row.code && row.openedAt && row.nextProbeAt
    ? {
        gatewayKeyId: row.gatewayKeyId,
        // Written by this file only.
        group: row.group as CircuitGroup,
        code: row.code as CircuitCode,
        keyLabel: row.gatewayKey.label,
        teamId: row.gatewayKey.teamId,
        openedAt: row.openedAt,
        nextProbeAt: row.nextProbeAt,
        probeCount: row.probeCount,
      }
    : null;

export const createCircuits = (prisma: PrismaClient): Circuits => {
  const at = (gatewayKeyId: string, group: CircuitGroup) => ({
    gatewayKeyId_group: { gatewayKeyId, group },
  });
  async function forgetFailures(gatewayKeyId: string, group: CircuitGroup) {
    await prisma.gatewayCircuit.updateMany({
      where: { gatewayKeyId, group, code: null, failureCount: { gt: 0 } },
      data: { failureCount: 0 },
    });
  }
  return {
    async find(gatewayKeyId, group) {
      const row = await prisma.gatewayCircuit.findUnique({
        where: at(gatewayKeyId, group),
        include: WITH_LABEL,
      });
      return row && toOpen(row);
    },
    async listOpen() {
      const rows = await prisma.gatewayCircuit.findMany({
        where: { code: { not: null } },
        include: WITH_LABEL,
        orderBy: { openedAt: "asc" },
      });
      return rows.flatMap((row) => toOpen(row) ?? []);
    },
    async countFailure(gatewayKeyId, group) {
      const { failureCount } = await prisma.gatewayCircuit.upsert({
        where: at(gatewayKeyId, group),
        create: { gatewayKeyId, group, failureCount: 1 },
        update: { failureCount: { increment: 1 } },
      });
      return failureCount;
    },
    async open({ gatewayKeyId, group, code, nextProbeAt, probeCount, at: now }) {
      const known = await prisma.gatewayCircuit.findUnique({ where: at(gatewayKeyId, group) });
      const data = { code, nextProbeAt, probeCount, openedAt: known?.openedAt ?? now };
      await prisma.gatewayCircuit.upsert({
        where: at(gatewayKeyId, group),
        create: { gatewayKeyId, group, ...data },
        update: data,
      });
    },
    forgetFailures,
    async close(gatewayKeyId, group) {
      const closed = { failureCount: 0, code: null, openedAt: null, nextProbeAt: null };
      const { count } = await prisma.gatewayCircuit.updateMany({
        where: { gatewayKeyId, group, code: { not: null } },
        data: { ...closed, probeCount: 0 },
      });
      if (count === 0) await forgetFailures(gatewayKeyId, group);
      return count > 0;
    },
  };
};
