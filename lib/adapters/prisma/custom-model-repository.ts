import type { CustomModel, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { modelFactsSchema } from "@/lib/custom-model/schema";
import type { CustomModelRecord, CustomModelRepository } from "@/lib/ports/custom-model-repository";
import type { Transaction } from "@/lib/ports/database";

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

/** Of two changes at once the second finds what the first has left. */
async function lockRow(tx: Transaction, { teamId, id }: { teamId: string; id: string }) {
  await inside(tx).$queryRaw`
    select id from custom_model where id = ${id} and team_id = ${teamId} for update`;
  const row = await inside(tx).customModel.findFirst({ where: { teamId, id, isRemoved: false } });
  return row && { modelId: row.modelId, facts: modelFactsSchema.parse(row.facts) };
}

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
  async add(tx, teamId, { id, modelId, ...said }) {
    const { count } = await inside(tx).customModel.updateMany({
      where: { teamId, modelId, isRemoved: true },
      data: { ...said, isRemoved: false },
    });
    if (count === 1) return;
    await inside(tx).customModel.create({ data: { id, teamId, modelId, ...said } });
  },
  async change(tx, row, said) {
    const before = await lockRow(tx, row);
    if (before) await inside(tx).customModel.update({ where: { id: row.id }, data: said });
    return before;
  },
  async remove(tx, row) {
    const before = await lockRow(tx, row);
    const data = { isRemoved: true };
    if (before) await inside(tx).customModel.update({ where: { id: row.id }, data });
    return before;
  },
});
