import { withAttemptCounts, withAttemptCountsOfEach } from "@/lib/adapters/prisma/attempt-counts";
import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import {
  toGeneration,
  toVariant,
  WITH_IMAGE,
  WITH_VARIANTS,
} from "@/lib/adapters/prisma/generation-rows";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { recordPromptUse } from "@/lib/adapters/prisma/prompt-history";
import { taskEventKindSchema } from "@/lib/generation/schema/task-log";
import type { Clock } from "@/lib/ports/clock";
import type { Transaction } from "@/lib/ports/database";
import type {
  Cursor,
  GenerationRepository,
  NewGeneration,
  NewVariant,
  VariantFrame,
} from "@/lib/ports/generation-repository";
import { UPLOAD_MODEL } from "@/lib/upload/schema/facts";

const UNFINISHED = {
  notIn: ["succeeded", "failed", "cancelled"],
} satisfies Prisma.EnumVariantStatusFilter;

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
  async function listInProject(
    teamId: string,
    projectId: string,
    { cursor, limit }: { cursor: Cursor | null; limit: number },
  ) {
    const after = cursor ?? NEWEST;
    const ids = await prisma.$queryRaw<{ id: string }[]>`
      select id from generation g
      where team_id = ${teamId} and project_id = ${projectId} and model <> ${UPLOAD_MODEL}
        and (created_at, id) < (${after.createdAt}, ${after.id})
        and exists (select from variant v where v.generation_id = g.id and v.gone is null)
      order by created_at desc, id desc
      limit ${limit}`;
    const rows = await prisma.generation.findMany({
      where: { id: { in: ids.map(({ id }) => id) } },
      include: WITH_VARIANTS,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    return withAttemptCountsOfEach(prisma, rows.map(toGeneration));
  }

  const listActive: GenerationRepository["listActive"] = async (teamId, limit) => {
    const active = await prisma.variant.findMany({
      where: { teamId, status: UNFINISHED },
      distinct: ["generationId"],
      select: { generationId: true },
    });
    const rows = await prisma.generation.findMany({
      where: { id: { in: active.map(({ generationId }) => generationId) } },
      include: WITH_VARIANTS,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
    });
    return withAttemptCountsOfEach(prisma, rows.map(toGeneration));
  };

  async function countActive(teamId: string, authorId: string) {
    const where = { teamId, status: UNFINISHED };
    const [team, mine] = await Promise.all([
      prisma.variant.count({ where }),
      prisma.variant.count({ where: { ...where, generation: { authorId } } }),
    ]);
    return { mine, team };
  }

  const timings: GenerationRepository["timings"] = async (teamId, likeness) => {
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
          where team_id = ${teamId} and status = 'succeeded' and submitted_at is not null
          order by ended_at desc limit ${RECENT_VARIANTS}
        ) as v
          join generation g on g.id = v.generation_id
          join gateway_key k on k.id = v.gateway_key_id
        where (k.source = 'sandbox') = ${gatewaySource === "sandbox"}
          and g.model = ${model} and g.resolution = ${resolution} ${inBand}
        order by v.ended_at desc
        limit 200
      ) as alike`;
    if (!row?.ms) return null;
    const [p50Ms = 0, p90Ms = 0, p95Ms = 0] = row.ms.map(Math.round);
    return { count: row.count, p50Ms, p90Ms, p95Ms };
  };
  return { listInProject, listActive, countActive, timings };
}

function createFinder(prisma: PrismaClient) {
  const findOne = async (where: Parameters<typeof prisma.generation.findFirst>[0] & object) => {
    const row = await prisma.generation.findFirst({ ...where, include: WITH_VARIANTS });
    if (!row) return null;
    const [found = null] = await withAttemptCountsOfEach(prisma, [toGeneration(row)]);
    return found;
  };
  const taskLog: GenerationRepository["taskLog"] = async (teamId, variantId) => {
    const variant = await prisma.variant.findUnique({
      where: { id: variantId, teamId },
      select: {
        events: { orderBy: { id: "asc" }, take: 500 },
        attempts: { where: { taskId: { not: null } }, orderBy: { id: "desc" }, take: 1 },
      },
    });
    return (
      variant && {
        taskId: variant.attempts[0]?.taskId ?? null,
        events: variant.events.map(({ id, kind, detail, at }) => ({
          id,
          kind: taskEventKindSchema.parse(kind),
          detail,
          at,
        })),
      }
    );
  };
  return {
    taskLog,
    async listByRequest(teamId: string, authorId: string, requestId: string) {
      const rows = await prisma.generation.findMany({
        where: { teamId, authorId, requestId },
        include: WITH_VARIANTS,
        orderBy: { expansion: "asc" },
      });
      return withAttemptCountsOfEach(prisma, rows.map(toGeneration));
    },
    async findDepth(teamId: string, imageId: string) {
      const row = await prisma.image.findUnique({
        where: { id: imageId, teamId },
        select: { variant: { select: { generation: { select: { depth: true } } } } },
      });
      return row?.variant.generation.depth ?? null;
    },
    findInTeam: (teamId: string, id: string) => findOne({ where: { id, teamId } }),
    findByVariantInTeam: (teamId: string, variantId: string) =>
      findOne({ where: { teamId, variants: { some: { id: variantId } } } }),
    async listVariants(teamId: string, generationIds: readonly string[]) {
      const rows = await prisma.variant.findMany({
        where: { teamId, generationId: { in: [...generationIds] } },
        include: WITH_IMAGE,
        orderBy: { number: "asc" },
      });
      return withAttemptCounts(prisma, rows.map(toVariant));
    },
    async findProject(teamId: string, projectId: string) {
      const row = await prisma.project.findUnique({
        where: { id: projectId, teamId },
        select: { id: true, code: true, team: { select: { timeZone: true } } },
      });
      return row && { id: row.id, code: row.code, teamTimeZone: row.team.timeZone };
    },
  };
}

export const createGenerationRepository = (
  prisma: PrismaClient,
  clock: Clock,
): GenerationRepository => ({
  ...createWriter(clock),
  ...createReader(prisma),
  ...createFinder(prisma),
});
