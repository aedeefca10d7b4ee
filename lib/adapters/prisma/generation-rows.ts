import type { Prisma } from "@/lib/adapters/prisma/client/client";
import { toImage } from "@/lib/adapters/prisma/image-repository";
import { toReferenceImage } from "@/lib/adapters/prisma/reference-image-repository";
import { openVariant } from "@/lib/adapters/prisma/sight";
import {
  aspectRatioSchema,
  failureCodeSchema,
  resolutionSchema,
  waitReasonSchema,
} from "@/lib/generation/schema";
import {
  generationOptionsSchema,
  marksSchema,
  referenceRoleSchema,
  variablesSchema,
  verbSchema,
} from "@/lib/generation/schema/inputs";
import { attentionCodeSchema, type ChargeBasis } from "@/lib/money/schema";
import type {
  AttemptOutcome,
  AttemptRecord,
  GenerationRecord,
  ParentRecord,
  VariantRecord,
} from "@/lib/ports/generation-repository";
import type { Sight } from "@/lib/shared/actor";

export const WITH_IMAGE = {
  image: true,
  gatewayKey: { select: { source: true, account: true } },
} as const satisfies Prisma.VariantInclude;

/** Everything of a generation except its variants. */
export const WITH_INPUTS = {
  author: { select: { id: true, name: true } },
  upload: { select: { fileName: true, source: true } },
  references: { include: { referenceImage: true }, orderBy: { slot: "asc" } },
  parentImage: {
    select: {
      id: true,
      variantId: true,
      variant: {
        select: { number: true, generationId: true, generation: { select: { code: true } } },
      },
    },
  },
} as const satisfies Prisma.GenerationInclude;

/** With those of its variants that the person sees. */
export const withVariants = (sight: Sight) =>
  ({
    ...WITH_INPUTS,
    variants: {
      include: WITH_IMAGE,
      orderBy: { number: "asc" },
      where: openVariant(sight),
    },
  }) as const satisfies Prisma.GenerationInclude;

type VariantRow = Prisma.VariantGetPayload<{ include: typeof WITH_IMAGE }>;
type InputsRow = Prisma.GenerationGetPayload<{ include: typeof WITH_INPUTS }>;
export type GenerationRow = Prisma.GenerationGetPayload<{
  include: ReturnType<typeof withVariants>;
}>;

export const toVariant = (row: VariantRow): VariantRecord => ({
  id: row.id,
  generationId: row.generationId,
  gatewayKeyId: row.gatewayKeyId,
  number: row.number,
  cell: row.cell,
  status: row.status,
  version: row.version,
  statusChangedAt: row.statusChangedAt,
  progressPercent: row.progressPercent,
  nextActionAt: row.nextActionAt,
  waitReason: waitReasonSchema.nullable().parse(row.waitReason),
  attemptCount: null,
  failureCode: failureCodeSchema.nullable().parse(row.failureCode),
  failureDetail: row.failureDetail,
  attention: attentionCodeSchema.nullable().parse(row.attention),
  letGoAt: row.letGoAt,
  turnAt: row.turnAt,
  reservedMicroUsd: row.reservedMicroUsd,
  spentMicroUsd: row.spentMicroUsd,
  // Written by the ledger only.
  chargeBasis: row.chargeBasis as ChargeBasis | null,
  emptyResultCount: row.emptyResultCount,
  account: row.gatewayKey.account,
  resultUrls: row.resultUrls,
  resultExpiresAt: row.resultExpiresAt,
  submittedAt: row.submittedAt,
  endedAt: row.endedAt,
  createdAt: row.createdAt,
  // Written by the library and its bin only.
  gone: row.gone as VariantRecord["gone"],
  image: row.image && toImage(row.image),
});

const toParent = ({ parentImage, parentSlot }: InputsRow): ParentRecord | null =>
  parentImage && {
    imageId: parentImage.id,
    slot: parentSlot ?? 1,
    generationId: parentImage.variant.generationId,
    variantId: parentImage.variantId,
    code: `${parentImage.variant.generation.code}/${parentImage.variant.number}`,
  };

export const toInputs = (row: InputsRow): Omit<GenerationRecord, "variants" | "gatewaySource"> => ({
  id: row.id,
  teamId: row.teamId,
  projectId: row.projectId,
  code: row.code,
  promptAsTyped: row.promptAsTyped,
  promptAsSent: row.promptAsSent,
  variables: variablesSchema.parse(row.variables),
  options: generationOptionsSchema.parse(row.options),
  verb: verbSchema.parse(row.verb),
  parent: toParent(row),
  depth: row.depth,
  marks: marksSchema.parse(row.marks),
  model: row.model,
  aspectRatio: aspectRatioSchema.parse(row.aspectRatio),
  resolution: resolutionSchema.parse(row.resolution),
  priceMicroUsd: row.priceMicroUsd,
  typicalMs: row.typicalMs,
  slowAfterMs: row.slowAfterMs,
  lateAfterMs: row.lateAfterMs,
  requestHash: row.requestHash,
  createdAt: row.createdAt,
  author: row.author,
  upload: row.upload,
  references: row.references.map(({ slot, name, role, isEnabled, referenceImage }) => ({
    slot,
    name,
    role: referenceRoleSchema.nullable().parse(role),
    isEnabled,
    image: toReferenceImage(referenceImage),
  })),
});

export const toGeneration = (row: GenerationRow): GenerationRecord => ({
  ...toInputs(row),
  gatewaySource: row.variants.at(-1)?.gatewayKey.source ?? "sandbox",
  variants: row.variants.map(toVariant),
});

export const toAttempt = (row: Prisma.AttemptGetPayload<object>): AttemptRecord => ({
  id: row.id,
  variantId: row.variantId,
  gatewayKeyId: row.gatewayKeyId,
  clientBusinessId: row.clientBusinessId,
  createdAt: row.createdAt,
  sentAt: row.sentAt,
  // Written by `closeAttempt` only.
  outcome: row.outcome as AttemptOutcome | null,
  reason: row.reason,
  taskId: row.taskId,
  lookupCount: row.lookupCount,
  negativeCount: row.negativeCount,
  firstNegativeAt: row.firstNegativeAt,
  taskIdHint: row.taskIdHint,
  namedTaskId: row.namedTaskId,
});
