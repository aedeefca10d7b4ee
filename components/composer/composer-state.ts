import type { Notice } from "@/components/composer/notice";
import { type ChosenSettings, settingsFrom } from "@/components/composer/settings";
import { imageOf, type Slots, slotsOf, type TrayImage } from "@/components/reference-image/slots";
import type { Draft } from "@/lib/draft/schema";
import { DEFAULT_MODEL } from "@/lib/generation/models";
import { type GenerationView, REFERENCE_NAME_LENGTH_MAX } from "@/lib/generation/schema";

export type ComposerState = ChosenSettings & {
  prompt: string;
  variantCount: number;
  slots: Slots;
  notice: Notice | null;
  /** The browser's clock at the last change of what is kept, ms since 1970; 0 before the first. */
  changedAt: number;
};

/** A draft and as much of its pictures as a tile needs. */
export type KnownDraft = { draft: Draft; images: readonly TrayImage[] };

const VARIANT_COUNT_DEFAULT = 4;

export const emptyState: ComposerState = {
  ...settingsFrom({
    model: DEFAULT_MODEL.id,
    aspectRatio: "1:1",
    resolution: DEFAULT_MODEL.defaultResolution,
  }),
  prompt: "",
  variantCount: VARIANT_COUNT_DEFAULT,
  slots: [],
  notice: null,
  changedAt: 0,
};

/** A reference whose picture is not among `images` is shown as missing, with its name. */
export function stateFrom(known: KnownDraft | null): ComposerState {
  if (!known) return emptyState;
  const { draft, images } = known;
  return {
    ...settingsFrom(draft),
    prompt: draft.prompt,
    variantCount: draft.variantCount,
    slots: slotsOf(
      draft.references.map(({ referenceImageId: id, name }) => {
        const image = images.find((each) => each.id === id);
        return image
          ? { name, content: { kind: "ready", image } }
          : { name, content: { kind: "missing", image: { id, thumbhash: null } } };
      }),
    ),
    notice: null,
    changedAt: draft.changedAt,
  };
}

/** What is kept: files that are not with the server yet cannot be. */
export const draftOf = (state: ComposerState): Draft => ({
  prompt: state.prompt,
  model: state.model,
  aspectRatio: state.aspectRatio,
  resolution: state.resolution,
  variantCount: state.variantCount,
  references: state.slots.flatMap((slot) => {
    const image = imageOf(slot);
    const name = slot.name.slice(0, REFERENCE_NAME_LENGTH_MAX).toWellFormed();
    return image ? [{ referenceImageId: image.id, name }] : [];
  }),
  changedAt: state.changedAt,
});

export const knownDraftOf = (state: ComposerState): KnownDraft => ({
  draft: draftOf(state),
  images: state.slots.flatMap(({ content }) => (content.kind === "ready" ? [content.image] : [])),
});

/** Whether the same would be kept of both, whatever else is different. */
export function isSameDraft(a: ComposerState, b: ComposerState): boolean {
  const [one, other] = [draftOf(a), draftOf(b)].map((draft) => ({ ...draft, changedAt: 0 }));
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A past generation takes the place of everything; it is never mixed with what is there. */
export const recalled = (state: ComposerState, generation: GenerationView): ComposerState => ({
  ...state,
  ...settingsFrom(generation),
  prompt: generation.prompt,
  variantCount: cellCount(generation),
  slots: slotsOf(
    generation.references.map(({ referenceImageId: id, name, thumbhash }) => ({
      name,
      content: { kind: "ready", image: { id, thumbhash } },
    })),
  ),
  notice: null,
});

/** A retry adds a variant to its generation, not a picture to what was asked for. */
const cellCount = ({ variants }: GenerationView) =>
  Math.max(1, new Set(variants.map(({ cell }) => cell)).size);
