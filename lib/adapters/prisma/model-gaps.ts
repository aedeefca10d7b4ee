import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { ModelGaps } from "@/lib/ports/model-gaps";
import { modelGapCodeSchema } from "@/lib/sending/schema";

export const createModelGaps = (prisma: PrismaClient): ModelGaps => ({
  async mark(tx, { gatewayKeyId, model, code, since }) {
    await inside(tx).modelGap.upsert({
      where: { gatewayKeyId_model: { gatewayKeyId, model } },
      create: { gatewayKeyId, model, code, since },
      update: { code },
    });
  },
  async list(gatewayKeyId) {
    const rows = await prisma.modelGap.findMany({ where: { gatewayKeyId } });
    return rows.map((row) => ({ ...row, code: modelGapCodeSchema.parse(row.code) }));
  },
  async forget(gatewayKeyId, models) {
    await prisma.modelGap.deleteMany({ where: { gatewayKeyId, model: { in: [...models] } } });
  },
});
