import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { asSeen, createGenerationFinder } from "@/lib/adapters/prisma/generation-finder";
import { withVariants } from "@/lib/adapters/prisma/generation-rows";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { recordPromptUse } from "@/lib/adapters/prisma/prompt-history";
import { openVariant, seesProject, seesVariant } from "@/lib/adapters/prisma/sight";
import type { Clock } from "@/lib/ports/clock";
import type { Transaction } from "@/lib/ports/database";
import type {
  Cursor,
  GenerationRepository,
  NewGeneration,
  NewVariant,
  VariantFrame,
} from "@/lib/ports/generation-repository";
import type { Sight } from "@/lib/shared/actor";
import { UPLOAD_MODEL } from "@/lib/upload/schema/facts";

const UNFINISHED = {
  notIn: ["succeeded", "failed", "cancelled"],
} satisfies Prisma.EnumVariantStatusFilter;

const unfinished = (sight: Sight): Prisma.VariantWhereInput => ({
  ...{ teamId: sight.teamId, status: UNFINISHED },
  ...openVariant(sight),
});

/** Like ones are looked for among these: older times say little of today's gateway, and cost a walk. */
const RECENT_VARIANTS = 5_000;

const NEWEST: Cursor = { createdAt: new Date("9999-01-01T00:00:00Z"), id: "" };

function createWriter(clock: Clock) {
  const variantRow = (
    generation: { id: string; teamId: string },
    variant: NewVariant & VariantFrame,
  ) => ({
    ...variant,
    generationId: generation.id,
    teamId: generation.teamId,
    status: "queued" as const,
    statusChangedAt: variant.createdAt,
  });
  const queuedEvent = (variantId: string, at: Date) => ({
    id: clock.newId(),
    variantId,
    kind: "queued",
    at,
  });

  async function create(tx: Transaction, generation: NewGeneration) {
    const { references, variants, gatewayKeyId, month, ...columns } = generation;
    const client = inside(tx);
    await client.generation.create({ data: columns });
    await recordPromptUse(client, generation.id);
    await client.generationReference.createMany({
      data: references.map((reference) => ({ ...reference, generationId: generation.id })),
    });
    const { authorId, createdAt, priceMicroUsd } = generation;
    const frame = { authorId, gatewayKeyId, month, createdAt, reservedMicroUsd: priceMicroUsd };
    await client.variant.createMany({
      data: variants.map((variant) => variantRow(generation, { ...variant, ...frame })),
    });
    await client.taskEvent.createMany({
      data: variants.map(({ id }) => queuedEvent(id, createdAt)),
    });
  }

  const addVariant: GenerationRepository["addVariant"] = async (tx, generation, variant) => {
    await inside(tx).variant.create({ data: variantRow(generation, variant) });
    await inside(tx).taskEvent.create({ data: queuedEvent(variant.id, variant.createdAt) });
  };
  return { create, addVariant, nextNumber };
}

async function nextNumber(tx: Transaction, projectId: string, day: string): Promise<number> {
  const { generationCount } = await inside(tx).projectDay.upsert({
    where: { projectId_day: { projectId, day } },
    create: { projectId, day, generationCount: 1 },
    update: { generationCount: { increment: 1 } },
  });
  return generationCount;
}

function createReader(prisma: PrismaClient) {
  /** The row comparison walks the index; the OR form reads a million rows. */
  const listInProject: GenerationRepository["listInProject"] = async (
    sight,
    projectId,
    { cursor, limit },
  ) => {
    const after = cursor ?? NEWEST;
    const ids = await prisma.$queryRaw<{ id: string }[]>`
      select id from generation g
      where team_id = ${sight.teamId} and project_id = ${projectId} and model <> ${UPLOAD_MODEL}
        and ${seesProject(sight, "project_id")}
        and (created_at, id) < (${after.createdAt}, ${after.id})
        and exists (
          select from variant v
          where v.generation_id = g.id and v.gone is null and ${seesVariant(sight)}
        )
      order by created_at desc, id desc
      limit ${limit}`;
    const rows = await prisma.generation.findMany({
      where: { id: { in: ids.map(({ id }) => id) } },
      include: withVariants(sight),
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    return asSeen(prisma, sight, rows);
  };

  const listActive: GenerationRepository["listActive"] = async (sight, limit) => {
    const active = await prisma.variant.findMany({
      where: unfinished(sight),
      distinct: ["generationId"],
      select: { generationId: true },
    });
    const rows = await prisma.generation.findMany({
      where: { id: { in: active.map(({ generationId }) => generationId) } },
      include: withVariants(sight),
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
    });
    return asSeen(prisma, sight, rows);
  };

  const countActive: GenerationRepository["countActive"] = async (sight, authorId) => {
    const where = unfinished(sight);
    const [team, mine] = await Promise.all([
      prisma.variant.count({ where }),
      prisma.variant.count({ where: { AND: [where, { generation: { authorId } }] } }),
    ]);
    return { mine, team };
  };

  const timings: GenerationRepository["timings"] = async (sight, likeness) => {
    const { gatewaySource, model, resolution, references } = likeness;
    const sentCount = Prisma.sql`(select count(*) from generation_reference r
      where r.generation_id = g.id and r.is_enabled)`;
    const inBand = references
      ? Prisma.sql`and ${sentCount} between ${references.min} and ${references.max}`
      : Prisma.empty;
    const [row] = await prisma.$queryRaw<{ count: number; ms: number[] | null }[]>`
      select count(*)::int as count,
        percentile_cont(array[0.5, 0.9, 0.95]) within group (order by took)::float8[] as ms
      from (
        select (extract(epoch from v.ended_at - v.submitted_at) * 1000)::float8 as took
        from (
          select generation_id, gateway_key_id, submitted_at, ended_at from variant
          where team_id = ${sight.teamId} and status = 'succeeded' and submitted_at is not null
          order by ended_at desc limit ${RECENT_VARIANTS}
        ) as v
          join generation g on g.id = v.generation_id
          join gateway_key k on k.id = v.gateway_key_id
        where (k.source = 'sandbox') = ${gatewaySource === "sandbox"}
          and g.model = ${model} and g.resolution = ${resolution} ${inBand}
          and ${seesProject(sight, "g.project_id")}
        order by v.ended_at desc
        limit 200
      ) as alike`;
    if (!row?.ms) return null;
    const [p50Ms = 0, p90Ms = 0, p95Ms = 0] = row.ms.map(Math.round);
    return { count: row.count, p50Ms, p90Ms, p95Ms };
  };
  return { listInProject, listActive, countActive, timings };
}

export const createGenerationRepository = (
  prisma: PrismaClient,
  clock: Clock,
): GenerationRepository => ({
  ...createWriter(clock),
  ...createReader(prisma),
  ...createGenerationFinder(prisma),
});
