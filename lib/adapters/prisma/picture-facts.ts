import type { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inOpenProject } from "@/lib/adapters/prisma/sight";
import { aspectRatioSchema, resolutionSchema } from "@/lib/generation/schema";
import { verbSchema } from "@/lib/generation/schema/inputs";
import { imageMimeSchema } from "@/lib/image/schema";
import { chargeBasisSchema } from "@/lib/money/schema";
import type { PictureFacts, PictureFactsReader } from "@/lib/ports/picture-facts";

const CODE = {
  variant: { select: { number: true, generation: { select: { code: true } } } },
} satisfies Prisma.ImageSelect;

const FACTS = {
  imageId: true,
  projectId: true,
  pickCount: true,
  stars: true,
  at: true,
  image: { include: { variant: { include: { gatewayKey: { select: { source: true } } } } } },
  generation: {
    include: {
      author: { select: { name: true } },
      parentImage: { select: CODE },
      references: { where: { isEnabled: true }, orderBy: { slot: "asc" } },
    },
  },
  tags: { select: { tag: { select: { name: true, key: true } } } },
} satisfies Prisma.LibraryEntrySelect;

type Entry = Prisma.LibraryEntryGetPayload<{ select: typeof FACTS }>;
type Projects = ReadonlyMap<string, { code: string; name: string }>;

export const createPictureFacts = (prisma: PrismaClient): PictureFactsReader => ({
  async list(sight, imageIds) {
    const { teamId } = sight;
    const [entries, projects] = await Promise.all([
      prisma.libraryEntry.findMany({
        where: {
          ...{ teamId, imageId: { in: [...imageIds] }, deletedAt: null },
          ...inOpenProject(sight),
        },
        select: FACTS,
      }),
      prisma.project.findMany({
        where: { teamId },
        select: { id: true, code: true, name: true },
      }),
    ]);
    const named = new Map(projects.map(({ id, ...project }) => [id, project]));
    const facts = new Map(entries.map((entry) => [entry.imageId, factsOf(entry, named)]));
    return imageIds.flatMap((id) => facts.get(id) ?? []);
  },
  findTeam: (teamId) =>
    prisma.team.findUniqueOrThrow({
      where: { id: teamId },
      select: { name: true, timeZone: true },
    }),
});

const codeOf = ({ variant }: Prisma.ImageGetPayload<{ select: typeof CODE }>) =>
  `${variant.generation.code}/${variant.number}`;

function priceOf(
  { spentMicroUsd, chargeBasis }: Entry["image"]["variant"],
  estimate: number,
): Pick<PictureFacts, "priceMicroUsd" | "priceBasis"> {
  if (spentMicroUsd === null) return { priceMicroUsd: estimate, priceBasis: "estimated" };
  return {
    priceMicroUsd: spentMicroUsd,
    priceBasis: chargeBasisSchema.parse(chargeBasis ?? "estimated"),
  };
}

function factsOf({ image, generation, ...entry }: Entry, projects: Projects): PictureFacts {
  const project = projects.get(entry.projectId);
  const tags = entry.tags.map(({ tag }) => tag).sort((a, b) => a.key.localeCompare(b.key));
  return {
    imageId: entry.imageId,
    code: `${generation.code}/${image.variant.number}`,
    projectCode: project?.code ?? "",
    projectName: project?.name ?? "",
    personName: generation.author.name,
    promptAsTyped: generation.promptAsTyped,
    promptAsSent: generation.promptAsSent,
    model: generation.model,
    verb: verbSchema.parse(generation.verb),
    aspectRatio: aspectRatioSchema.parse(generation.aspectRatio),
    resolution: resolutionSchema.parse(generation.resolution),
    requested: { width: image.requestedWidth, height: image.requestedHeight },
    delivered: { width: image.width, height: image.height },
    mime: imageMimeSchema.parse(image.mime),
    sizeBytes: image.sizeBytes,
    sha256: image.sha256,
    ...priceOf(image.variant, generation.priceMicroUsd),
    isSandboxMoney: image.variant.gatewayKey.source === "sandbox",
    isKept: entry.pickCount > 0,
    stars: entry.stars,
    tags: tags.map(({ name }) => name),
    referenceNames: generation.references.map(({ name }) => name),
    parentCode: generation.parentImage && codeOf(generation.parentImage),
    at: entry.at,
    storageKey: image.storageKey,
    isDerived: image.thumbhash !== null,
  };
}
