import type { GenerationPage, GenerationView, VariantView } from "@/lib/generation/schema";
import type { AttentionView } from "@/lib/generation/schema/attention";
import type { GenerationOptions } from "@/lib/generation/schema/inputs";
import type { GenerationRequest, Preview } from "@/lib/generation/schema/preview";
import { outputPixels } from "@/lib/generation/schema/shapes";
import type { TaskLog } from "@/lib/generation/schema/task-log";
import type { ImageView } from "@/lib/image/schema";
import type { AttentionRecord } from "@/lib/ports/engine-repository";
import type { DescribedCall } from "@/lib/ports/gateway";
import type {
  Cursor,
  GenerationRecord,
  GenerationReferenceRecord,
  TaskEventRecord,
  VariantRecord,
} from "@/lib/ports/generation-repository";
import type { ImageRecord } from "@/lib/ports/image-repository";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";
import type { MicroUsd } from "@/lib/shared/money";

/** Names every field that leaves the server; a new column stays private until it is listed here. */
export function presentGeneration(generation: GenerationRecord): GenerationView {
  return {
    id: generation.id,
    code: generation.code,
    prompt: generation.promptAsTyped,
    promptAsSent: generation.promptAsSent,
    variables: generation.variables,
    options: generation.options,
    verb: generation.verb,
    parent: generation.parent,
    depth: generation.depth,
    marks: generation.marks,
    model: generation.model,
    aspectRatio: generation.aspectRatio,
    resolution: generation.resolution,
    requestedPixels: outputPixels(generation.aspectRatio, generation.resolution),
    author: { id: generation.author.id, name: generation.author.name },
    upload: generation.upload && {
      fileName: generation.upload.fileName,
      source: generation.upload.source,
    },
    createdAt: generation.createdAt.toISOString(),
    priceMicroUsd: generation.priceMicroUsd,
    isSandbox: generation.gatewaySource === "sandbox",
    typicalMs: generation.typicalMs,
    slowAfterMs: generation.slowAfterMs,
    lateAfterMs: generation.lateAfterMs,
    references: generation.references.map(presentReference),
    variants: generation.variants.map(presentVariant),
  };
}

export const presentPage = (
  generations: readonly GenerationRecord[],
  next: Cursor | null,
): GenerationPage => ({
  generations: generations.map(presentGeneration),
  nextCursor:
    next && Buffer.from(`${next.createdAt.toISOString()}|${next.id}`).toString("base64url"),
});

const presentReference = ({ slot, name, role, isEnabled, image }: GenerationReferenceRecord) => ({
  slot,
  referenceImageId: image.id,
  name,
  role,
  isEnabled,
  mime: image.mime,
  width: image.width,
  height: image.height,
  thumbhash: Buffer.from(image.thumbhash).toString("base64"),
});

export function presentVariant(variant: VariantRecord): VariantView {
  return {
    id: variant.id,
    number: variant.number,
    cell: variant.cell,
    status: variant.status,
    version: variant.version,
    progressPercent: variant.progressPercent,
    submittedAt: variant.submittedAt?.toISOString() ?? null,
    endedAt: variant.endedAt?.toISOString() ?? null,
    wait: presentWait(variant),
    failure: variant.failureCode
      ? { code: variant.failureCode, detail: variant.failureDetail }
      : null,
    attention: variant.attention,
    isLetGo: variant.letGoAt !== null,
    charge:
      variant.spentMicroUsd === null
        ? null
        : { microUsd: variant.spentMicroUsd, basis: variant.chargeBasis },
    gone: variant.gone,
    image: variant.image && presentImage(variant.image),
  };
}

const presentWait = ({
  waitReason,
  nextActionAt,
  attemptCount,
}: VariantRecord): VariantView["wait"] =>
  waitReason && {
    reason: waitReason,
    until: nextActionAt?.toISOString() ?? null,
    attemptNumber: attemptCount && attemptCount + 1,
  };

const presentImage = (image: ImageRecord): ImageView => ({
  id: image.id,
  mime: image.mime,
  width: image.width,
  height: image.height,
  sizeBytes: image.sizeBytes,
  sha256: image.sha256,
  thumbhash: image.thumbhash && Buffer.from(image.thumbhash).toString("base64"),
  looksEmpty: image.looksEmpty,
});

/** Grouped as the status route answers. A generation without variants here is not the team's. */
export function presentStatusGroups(variants: readonly VariantRecord[]) {
  const groups = Map.groupBy(variants, ({ generationId }) => generationId);
  return [...groups].map(([id, group]) => ({ id, variants: group.map(presentVariant) }));
}

export const presentAttention = (
  entries: readonly (AttentionRecord & { kept: readonly string[] })[],
): AttentionView => ({
  entries: entries.map(({ variant, generationCode, author, keyLabel, attempt, kept }) => ({
    variant: presentVariant(variant),
    generationId: variant.generationId,
    generationCode,
    authorName: author.name,
    keyLabel,
    clientBusinessId: attempt?.clientBusinessId ?? null,
    taskId: attempt?.taskId ?? null,
    taskIdHint: attempt?.taskIdHint ?? attempt?.namedTaskId ?? null,
    sentAt: attempt?.sentAt?.toISOString() ?? null,
    reservedMicroUsd: variant.reservedMicroUsd,
    kept: [...kept],
  })),
});

export const presentTaskLog = ({
  taskId,
  events,
}: {
  taskId: string | null;
  events: TaskEventRecord[];
}): TaskLog => ({
  taskId,
  events: events.map(({ id, at, kind, detail }) => ({ id, at: at.toISOString(), kind, detail })),
});

export type PreviewedReference = GenerationRequest["references"][number] & {
  image: ReferenceImageRecord;
  sizeBytes: number;
  /** Null: it is uploaded first. */
  url: string | null;
};

export type PreviewRecord = {
  request: GenerationRequest;
  /** One for each generation of the press. */
  calls: { prompt: string; call: DescribedCall }[];
  references: PreviewedReference[];
  notes: string[];
  options: { sent: GenerationOptions; notSent: GenerationOptions };
  priceMicroUsd: MicroUsd;
  typicalMs: number | null;
};

export const presentPreview = ({
  request: { model, aspectRatio, resolution, variantCount, references: asked },
  calls,
  references,
  notes,
  options,
  priceMicroUsd,
  typicalMs,
}: PreviewRecord): Preview => ({
  calls: calls.map(({ prompt, call: { method, path, body } }) => ({ prompt, method, path, body })),
  model,
  aspectRatio,
  resolution,
  variantCount,
  pixels: outputPixels(aspectRatio, resolution),
  references: references.map(({ image, name, role, sizeBytes, url }) => ({
    referenceImageId: image.id,
    name,
    role,
    fileName: image.fileName,
    sizeBytes,
    thumbhash: Buffer.from(image.thumbhash).toString("base64"),
    isOnGateway: url !== null,
  })),
  options: options.sent,
  notSent: {
    notes,
    references: asked
      .filter(({ isEnabled }) => !isEnabled)
      .map(({ name, role }) => ({ name, role })),
    options: options.notSent,
  },
  priceMicroUsd,
  typicalMs,
});
