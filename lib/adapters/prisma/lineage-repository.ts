import type { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { seesPicture, seesRun } from "@/lib/adapters/prisma/sight";
import { referenceRoleSchema, variablesSchema, verbSchema } from "@/lib/generation/schema/inputs";
import type {
  LineageRepository,
  LineageStepRecord,
  LineageUploadRecord,
} from "@/lib/ports/lineage-repository";
import type { Sight } from "@/lib/shared/actor";
import { UPLOAD_MODEL } from "@/lib/upload/schema/facts";

/** Far beyond what anybody edits: an end for a walk over damaged data. */
const CHAIN_MAX = 200;
const CHILDREN_MAX = 50;

const WITH_INPUTS = {
  variant: { include: { generation: { include: { references: { orderBy: { slot: "asc" } } } } } },
} as const satisfies Prisma.ImageInclude;

type Row = Prisma.ImageGetPayload<{ include: typeof WITH_INPUTS }>;
/** `up` counts the steps back from the picture that was asked for; -1 is one step on. */
type Place = { imageId: string; up: number; continuedCount: number };

/** Where the chain comes to a picture that the person does not see, it ends. */
const placesOf = (prisma: PrismaClient, sight: Sight, imageId: string) =>
  prisma.$queryRaw<Place[]>`
    with recursive chain (image_id, parent_image_id, up) as (
      select i.id, g.parent_image_id, 0
      from image i join variant v on v.id = i.variant_id join generation g on g.id = v.generation_id
      where i.id = ${imageId} and i.team_id = ${sight.teamId} and ${seesPicture(sight, "i.id")}
      union all
      select i.id, g.parent_image_id, chain.up + 1
      from chain join image i on i.id = chain.parent_image_id and i.team_id = ${sight.teamId}
        join variant v on v.id = i.variant_id join generation g on g.id = v.generation_id
      where chain.up < ${CHAIN_MAX} and ${seesPicture(sight, "i.id")}
    ), child (image_id) as (
      select distinct on (g.id) i.id
      from generation g join variant v on v.generation_id = g.id join image i on i.variant_id = v.id
      where g.parent_image_id = ${imageId} and g.team_id = ${sight.teamId}
        and ${seesPicture(sight, "i.id")}
      order by g.id, v.number
      limit ${CHILDREN_MAX}
    )
    select place.image_id as "imageId", place.up as "up", (
      select count(*)::int from generation g
      where g.parent_image_id = place.image_id and g.team_id = ${sight.teamId} and ${seesRun(sight)}
    ) as "continuedCount"
    from (select image_id, up from chain union all select image_id, -1 from child) as place
    order by place.up desc, place.image_id`;

function toStep({ variant, ...image }: Row, { continuedCount }: Place): LineageStepRecord {
  const { generation } = variant;
  return {
    imageId: image.id,
    generationId: generation.id,
    variantId: variant.id,
    code: `${generation.code}/${variant.number}`,
    verb: verbSchema.parse(generation.verb),
    isUpload: generation.model === UPLOAD_MODEL,
    promptAsTyped: generation.promptAsTyped,
    variables: variablesSchema.parse(generation.variables),
    expansion: generation.expansion,
    thumbhash: image.thumbhash,
    parentSlot: generation.parentSlot,
    continuedCount,
    references: generation.references.map(({ slot, referenceImageId, name, role, isEnabled }) => ({
      slot,
      referenceImageId,
      name,
      role: referenceRoleSchema.nullable().parse(role),
      isEnabled,
    })),
  };
}

async function findUpload(
  prisma: PrismaClient,
  teamId: string,
  root: LineageStepRecord | undefined,
): Promise<LineageUploadRecord | null> {
  const first = root?.references.find(({ isEnabled }) => isEnabled);
  // A chain that was cut short does not begin with what its first step was sent with.
  if (!first || root?.parentSlot !== null) return null;
  const row = await prisma.referenceImage.findUnique({
    where: { id: first.referenceImageId, teamId, sourceImageId: null },
    select: { thumbhash: true },
  });
  return (
    row && {
      referenceImageId: first.referenceImageId,
      name: first.name,
      thumbhash: row.thumbhash,
    }
  );
}

export const createLineageRepository = (prisma: PrismaClient): LineageRepository => ({
  async find(sight, imageId) {
    const { teamId } = sight;
    const places = await placesOf(prisma, sight, imageId);
    if (!places.some(({ up }) => up === 0)) return null;
    const rows = await prisma.image.findMany({
      where: { id: { in: places.map((place) => place.imageId) }, teamId },
      include: WITH_INPUTS,
    });
    const steps = (isWanted: (place: Place) => boolean) =>
      places.filter(isWanted).flatMap((place) => {
        const row = rows.find(({ id }) => id === place.imageId);
        return row ? [toStep(row, place)] : [];
      });
    const chain = steps(({ up }) => up >= 0);
    const upload = await findUpload(prisma, teamId, chain[0]);
    return { upload, chain, children: steps(({ up }) => up < 0) };
  },
});
