import type {
  ApiGeneration,
  ApiImage,
  ApiPicture,
  ApiReference,
  ApiVariant,
} from "@/lib/api/schema";
import type { GenerationRecord, VariantRecord } from "@/lib/ports/generation-repository";
import type { ImageRecord } from "@/lib/ports/image-repository";
import type { LibraryPictureRecord } from "@/lib/ports/library-repository";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";

/** A place in a list: of the last row that was shown. */
export const presentCursor = (last: { at: Date; id: string } | null | undefined): string | null =>
  last ? Buffer.from(`${last.at.toISOString()}|${last.id}`).toString("base64url") : null;

const imageFile = (id: string) => `/api/v1/images/${id}/file`;

export const presentApiImage = (image: ImageRecord & { code: string }): ApiImage => ({
  id: image.id,
  code: image.code,
  variantId: image.variantId,
  mime: image.mime,
  width: image.width,
  height: image.height,
  sizeBytes: image.sizeBytes,
  sha256: image.sha256,
  file: imageFile(image.id),
});

export function presentApiVariant(variant: VariantRecord, generationCode: string): ApiVariant {
  const code = `${generationCode}/${variant.number}`;
  return {
    id: variant.id,
    generationId: variant.generationId,
    code,
    status: variant.status,
    progressPercent: variant.progressPercent,
    failure: variant.failureCode && { code: variant.failureCode, detail: variant.failureDetail },
    spentMicroUsd: variant.spentMicroUsd,
    endedAt: variant.endedAt?.toISOString() ?? null,
    image: variant.image && !variant.gone ? presentApiImage({ ...variant.image, code }) : null,
  };
}

export const presentApiGeneration = (generation: GenerationRecord): ApiGeneration => ({
  id: generation.id,
  code: generation.code,
  projectId: generation.projectId,
  prompt: generation.promptAsTyped,
  promptAsSent: generation.promptAsSent,
  verb: generation.verb,
  model: generation.model,
  aspectRatio: generation.aspectRatio,
  resolution: generation.resolution,
  author: { id: generation.author.id, name: generation.author.name },
  createdAt: generation.createdAt.toISOString(),
  priceMicroUsd: generation.priceMicroUsd,
  isSandbox: generation.gatewaySource === "sandbox",
  references: generation.references.map(({ slot, name, role, isEnabled, image }) => ({
    ...{ slot, name, role, isEnabled },
    referenceImageId: image.id,
  })),
  variants: generation.variants.map((variant) => presentApiVariant(variant, generation.code)),
});

export const presentApiReference = (image: ReferenceImageRecord): ApiReference => ({
  id: image.id,
  fileName: image.fileName,
  mime: image.mime,
  width: image.width,
  height: image.height,
  sizeBytes: image.sizeBytes,
  sha256: image.sha256,
  file: `/api/v1/references/${image.id}/file`,
});

export const presentApiPicture = (picture: LibraryPictureRecord): ApiPicture => ({
  imageId: picture.imageId,
  variantId: picture.variantId,
  generationId: picture.generationId,
  code: picture.code,
  prompt: picture.promptAsTyped,
  authorName: picture.authorName,
  at: picture.at.toISOString(),
  mime: picture.mime,
  width: picture.width,
  height: picture.height,
  isUpload: picture.isUpload,
  verdict: picture.verdict,
  stars: picture.stars,
  file: imageFile(picture.imageId),
});
