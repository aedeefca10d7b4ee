import type { CustomModel, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { isConflict } from "@/lib/adapters/prisma/prisma-client";
import { modelFactsSchema } from "@/lib/custom-model/schema";
import type { CustomModelRecord, CustomModelRepository } from "@/lib/ports/custom-model-repository";

const INCLUDED = { changedBy: { select: { name: true } } } as const;

const toRecord = ({
  id,
  modelId,
  facts,
  changedBy,
  changedAt,
  isRemoved,
}: CustomModel & { changedBy: { name: string } }): CustomModelRecord => ({
  id,
  modelId,
  facts: modelFactsSchema.parse(facts),
  changedBy: changedBy.name,
  changedAt,
  isRemoved,
});

export const createCustomModelRepository = (prisma: PrismaClient): CustomModelRepository => ({
  async list(teamId) {
    const rows = await prisma.customModel.findMany({
      where: { teamId, isRemoved: false },
      orderBy: { modelId: "asc" },
      include: INCLUDED,
    });
    return rows.map(toRecord);
  },
  async find(teamId, modelId) {
    const row = await prisma.customModel.findUnique({
      where: { teamId_modelId: { teamId, modelId } },
      include: INCLUDED,
    });
    return row && toRecord(row);
  },
  async add(teamId, { id, modelId, ...said }) {
    const { count } = await prisma.customModel.updateMany({
      where: { teamId, modelId, isRemoved: true },
      data: { ...said, isRemoved: false },
    });
    if (count === 1) return true;
    try {
      await prisma.customModel.create({ data: { id, teamId, modelId, ...said } });
      return true;
    } catch (cause) {
      if (isConflict(cause)) return false;
      throw cause;
    }
  },
  async change(teamId, id, said) {
    const where = { teamId, id, isRemoved: false };
    return (await prisma.customModel.updateMany({ where, data: said })).count === 1;
  },
  async remove(teamId, id) {
    const where = { teamId, id, isRemoved: false };
    return (await prisma.customModel.updateMany({ where, data: { isRemoved: true } })).count === 1;
  },
});
