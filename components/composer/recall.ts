import type { ComposerState } from "@/components/composer/composer-state";
import { followedShape } from "@/components/composer/follow-reference";
import { RECIPE, type RecallPart } from "@/components/composer/recall-parts";
import { changeModel } from "@/components/composer/settings";
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
    ...(parts.includes("options") && { options }),
    ...(parts.includes("variantCount") && { variantCount: askedOf(generation).variantCount }),
    ...settingsOf(state, generation, parts),
    ratioNotice: null,
  };
}

/** As far as the model can make them; `notice` says what it cannot. */
function settingsOf(
  state: ComposerState,
  { model, aspectRatio, resolution }: GenerationView,
  parts: readonly RecallPart[],
) {
  const [takesModel, takesRatio, takesResolution] = SETTINGS.map((part) => parts.includes(part));
  if (!takesModel && !takesRatio && !takesResolution) return { notice: null };
  const isRatioLocked = state.isRatioLocked || takesRatio === true;
  const chosen = {
    aspectRatio: takesRatio ? aspectRatio : state.chosen.aspectRatio,
    resolution: takesResolution ? resolution : state.chosen.resolution,
  };
  const { settings, notice } = changeModel(
    { ...state, chosen },
    takesModel ? model : state.model,
    followedShape({ ...state, isRatioLocked }),
  );
  return { ...settings, isRatioLocked, notice };
}

const SETTINGS = ["model", "aspectRatio", "resolution"] as const;

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
