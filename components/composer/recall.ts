import type { ComposerState } from "@/components/composer/composer-state";
import { RECIPE, type RecallPart } from "@/components/composer/recall-parts";
import { goneNotice, settingsFrom } from "@/components/composer/settings";
import { slotsOf } from "@/components/reference-image/slots";
import { askedOf, markedCopyOf } from "@/lib/generation/policy/requests";
import type { GenerationView } from "@/lib/generation/schema";

/** Each part takes the place of what is there; it is never mixed with it. */
export function recalled(
  state: ComposerState,
  generation: GenerationView,
  parts: readonly RecallPart[] = RECIPE,
): ComposerState {
  const { prompt, variables, options } = generation;
  return {
    ...state,
    ...(parts.includes("prompt") && { prompt, variables }),
    ...(parts.includes("references") && referencesOf(generation)),
    ...(parts.includes("settings") && {
      ...settingsFrom(generation, state.models),
      options,
      isRatioLocked: true,
      variantCount: askedOf(generation).variantCount,
    }),
    notice: parts.includes("settings")
      ? goneNotice({ model: generation.model, models: state.models })
      : null,
    ratioNotice: null,
  };
}

/** The picture that it went on from is staged again; the others are in the tray. */
function referencesOf(generation: GenerationView): Pick<ComposerState, "slots" | "staged"> {
  const { verb, parent, marks, references } = generation;
  const isStaged = verb !== "fresh" && parent?.slot === 1;
  const markedId = markedCopyOf(generation)?.referenceImageId ?? null;
  return {
    staged: isStaged ? { imageId: parent.imageId, code: parent.code, verb, marks, markedId } : null,
    slots: slotsOf(
      references
        .filter(({ slot, referenceImageId: id }) => !isStaged || (slot > 1 && id !== markedId))
        .map(({ referenceImageId: id, name, role, isEnabled, thumbhash, width, height }) => ({
          name,
          role,
          isEnabled,
          content: { kind: "ready", image: { id, thumbhash, width, height } },
        })),
    ),
  };
}
