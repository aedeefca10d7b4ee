import { withAttemptCounts, withAttemptCountsOfEach } from "@/lib/adapters/prisma/attempt-counts";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import {
  type GenerationRow,
  toGeneration,
  toVariant,
  WITH_IMAGE,
  withVariants,
} from "@/lib/adapters/prisma/generation-rows";
import { openImage, openRun, openVariant } from "@/lib/adapters/prisma/sight";
import { taskEventKindSchema } from "@/lib/generation/schema/task-log";
import type { GenerationRecord, GenerationRepository } from "@/lib/ports/generation-repository";
import { type Sight, seesAll, wholeTeam } from "@/lib/shared/actor";

/** Rows that were read `withVariants` of the same sight: without the way to a picture that the person does not see. */
export async function asSeen(
  prisma: PrismaClient,
  sight: Sight,
  rows: readonly GenerationRow[],
): Promise<GenerationRecord[]> {
  const generations = rows.map(toGeneration);
  const parentIds = generations.flatMap(({ parent }) => parent?.imageId ?? []);
  const seen =
    seesAll(sight) || parentIds.length === 0
      ? null
      : await prisma.image.findMany({
          where: { id: { in: parentIds }, ...openImage(sight) },
          select: { id: true },
        });
  const isSeen = (imageId: string) => seen === null || seen.some(({ id }) => id === imageId);
  const shown = generations.map((each) => ({
    ...each,
    parent: each.parent && isSeen(each.parent.imageId) ? each.parent : null,
  }));
  return withAttemptCountsOfEach(prisma, shown);
}

type Where = NonNullable<Parameters<PrismaClient["generation"]["findFirst"]>[0]>["where"];

export function createGenerationFinder(prisma: PrismaClient) {
  async function findOne(sight: Sight, where: Where): Promise<GenerationRecord | null> {
    const row = await prisma.generation.findFirst({
      where: { AND: [{ teamId: sight.teamId, ...openRun(sight) }, where ?? {}] },
      include: withVariants(sight),
    });
    const [found = null] = row ? await asSeen(prisma, sight, [row]) : [];
    return found;
  }

  const taskLog: GenerationRepository["taskLog"] = async (sight, variantId) => {
    const variant = await prisma.variant.findUnique({
      where: { id: variantId, teamId: sight.teamId, AND: openVariant(sight) },
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

  const listByRequest: GenerationRepository["listByRequest"] = async (
    teamId,
    authorId,
    requestId,
  ) => {
    const sight = wholeTeam(teamId);
    const rows = await prisma.generation.findMany({
      where: { teamId, authorId, requestId },
      include: withVariants(sight),
      orderBy: { expansion: "asc" },
    });
    return asSeen(prisma, sight, rows);
  };

  const findDepth: GenerationRepository["findDepth"] = async (sight, imageId) => {
    const row = await prisma.image.findUnique({
      where: { id: imageId, teamId: sight.teamId, AND: openImage(sight) },
      select: { variant: { select: { generation: { select: { depth: true } } } } },
    });
    return row?.variant.generation.depth ?? null;
  };

  const listVariants: GenerationRepository["listVariants"] = async (sight, generationIds) => {
    const rows = await prisma.variant.findMany({
      where: {
        ...{ teamId: sight.teamId, generationId: { in: [...generationIds] } },
        ...openVariant(sight),
      },
      include: WITH_IMAGE,
      orderBy: { number: "asc" },
    });
    return withAttemptCounts(prisma, rows.map(toVariant));
  };

  const findProject: GenerationRepository["findProject"] = async (sight, projectId) => {
    if (sight.closedProjectIds.includes(projectId)) return null;
    const row = await prisma.project.findUnique({
      where: { id: projectId, teamId: sight.teamId },
      select: { id: true, code: true, team: { select: { timeZone: true } } },
    });
    return row && { id: row.id, code: row.code, teamTimeZone: row.team.timeZone };
  };

  const findInTeam: GenerationRepository["findInTeam"] = (sight, id) => findOne(sight, { id });
  const findByVariantInTeam: GenerationRepository["findByVariantInTeam"] = (sight, variantId) =>
    findOne(sight, { variants: { some: { id: variantId, ...openVariant(sight) } } });
  return {
    ...{ taskLog, listByRequest, findDepth, listVariants, findProject },
    ...{ findInTeam, findByVariantInTeam },
  };
}
