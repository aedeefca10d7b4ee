import type { Notice } from "@/components/composer/notice";
import { type ChosenSettings, goneNotice, settingsFrom } from "@/components/composer/settings";
import { imageOf, type Slots, slotsOf, type TrayImage } from "@/components/reference-image/slots";
import type { Draft, Staged } from "@/lib/draft/schema";
import type { ModelRows } from "@/lib/generation/models";
import type { GenerationOptions, Variables } from "@/lib/generation/schema/inputs";

export type ComposerState = ChosenSettings & {
  prompt: string;
  variables: Variables;
  options: GenerationOptions;
  /** The ratio was chosen by hand: the first reference no longer changes it. */
  isRatioLocked: boolean;
  variantCount: number;
  slots: Slots;
  /** Files that were given and have no slot yet. */
  arrivingCount: number;
  /** The picture that Continue goes on from. */
  staged: Staged | null;
  notice: Notice | null;
  /** What following the first reference has changed. */
  ratioNotice: Notice | null;
  /** The browser's clock at the last change of what is kept, ms since 1970; 0 before the first. */
  changedAt: number;
};

/** A draft and as much of its pictures as a tile needs. */
export type KnownDraft = { draft: Draft; images: readonly TrayImage[] };

const VARIANT_COUNT_DEFAULT = 4;

export const emptyState = (models: ModelRows): ComposerState => ({
  ...settingsFrom(
    { model: models[0].id, aspectRatio: "1:1", resolution: models[0].defaultResolution },
    models,
  ),
  prompt: "",
  variables: {},
  options: {},
  isRatioLocked: false,
  variantCount: VARIANT_COUNT_DEFAULT,
  slots: [],
  arrivingCount: 0,
  staged: null,
  notice: null,
  ratioNotice: null,
  changedAt: 0,
});

/** A reference whose picture is not among `images` is shown as missing, with its name. */
export function stateFrom(known: KnownDraft | null, models: ModelRows): ComposerState {
  if (!known) return emptyState(models);
  const { draft, images } = known;
  return {
    ...settingsFrom(draft, models),
    prompt: draft.prompt,
    variables: draft.variables,
    options: draft.options,
    isRatioLocked: draft.isRatioLocked,
    variantCount: draft.variantCount,
    staged: draft.staged,
    arrivingCount: 0,
    slots: slotsOf(
      draft.references.map(({ referenceImageId: id, ...reference }) => {
        const image = images.find((each) => each.id === id);
        return image
          ? { ...reference, content: { kind: "ready", image } }
          : { ...reference, content: { kind: "missing", image: { id, thumbhash: null } } };
      }),
    ),
    notice: goneNotice({ model: draft.model, models }),
    ratioNotice: null,
    changedAt: draft.changedAt,
  };
}

/** What is kept: files that are not with the server yet cannot be. */
export const draftOf = (state: ComposerState): Draft => ({
  prompt: state.prompt,
  model: state.model,
  aspectRatio: state.aspectRatio,
  resolution: state.resolution,
  variables: state.variables,
  options: state.options,
  isRatioLocked: state.isRatioLocked,
  variantCount: state.variantCount,
  staged: state.staged,
  references: state.slots.flatMap((slot) => {
    const { name, role, isEnabled } = slot;
    const image = imageOf(slot);
    return image ? [{ referenceImageId: image.id, name, role, isEnabled }] : [];
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
