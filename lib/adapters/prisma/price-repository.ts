import type { PriceEntry, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { resolutionSchema } from "@/lib/generation/schema";
import type { Clock } from "@/lib/ports/clock";
import type { PriceKind, PriceRecord, PriceRepository } from "@/lib/ports/price-repository";

const toPrice = (row: PriceEntry): PriceRecord => ({
  model: row.model,
  resolution: resolutionSchema.parse(row.resolution),
  priceMicroUsd: row.priceMicroUsd,
  // Written by this file only.
  kind: row.kind as PriceKind,
  source: row.source,
  readOn: row.readOn,
  createdAt: row.createdAt,
});

const NEWEST = [{ createdAt: "desc" }, { id: "desc" }] as const;

export const createPriceRepository = (prisma: PrismaClient, clock: Clock): PriceRepository => {
  return {
    async list() {
      const rows = await prisma.priceEntry.findMany({
        distinct: ["model", "resolution"],
        orderBy: [...NEWEST],
      });
      return rows.map(toPrice);
    },
    async current(model, resolution) {
      const row = await prisma.priceEntry.findFirst({
        where: { model, resolution },
        orderBy: [...NEWEST],
      });
      return row && toPrice(row);
    },
    async add(tx, price) {
      await inside(tx).priceEntry.create({
        data: { id: clock.newId(), createdAt: clock.now(), ...price },
      });
    },
  };
};
