import type { Draft, DraftView } from "@/lib/draft/schema";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";
import { presentReferenceImage } from "@/lib/reference-image/presenter";

export const presentDraft = (draft: Draft, images: readonly ReferenceImageRecord[]): DraftView => ({
  draft,
  images: images.map(presentReferenceImage),
});
