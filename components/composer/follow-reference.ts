import type { ComposerState } from "@/components/composer/composer-state";
import { modelOf } from "@/components/composer/settings";
import type { Slots } from "@/components/reference-image/slots";
import { ASPECT_RATIOS } from "@/lib/generation/schema/facts";
import { nearestRatio } from "@/lib/generation/schema/shapes";

/** `number` from 1; `shape` is width by height. */
type Lead = { id: string; number: number; shape: number };

/** The first picture that is sent. Null also while it is on its way: another must not lead for a second. */
export function leadOf(slots: Slots): Lead | null {
  const index = slots.findIndex(
    ({ isEnabled, content: { kind } }) => isEnabled && kind !== "failed" && kind !== "missing",
  );
  const content = slots[index]?.content;
  if (content?.kind !== "ready") return null;
  const { id, width, height } = content.image;
  return width && height ? { id, number: index + 1, shape: width / height } : null;
}

/** The shape that the ratio has to follow; null where it was chosen by hand. */
export const followedShape = ({ isRatioLocked, slots }: ComposerState): number | null =>
  (isRatioLocked ? null : leadOf(slots)?.shape) ?? null;

/** The ratio nearest to the first reference; a sentence says so where it was another before. */
export function follow(state: ComposerState): ComposerState {
  const lead = state.isRatioLocked ? null : leadOf(state.slots);
  if (!lead) return state;
  const from = nearestRatio(lead.shape, ASPECT_RATIOS);
  const to = nearestRatio(lead.shape, modelOf(state).aspectRatios);
  const { number } = lead;
  return {
    ...state,
    aspectRatio: to,
    chosen: { ...state.chosen, aspectRatio: from },
    ratioNotice:
      to === state.aspectRatio
        ? null
        : { code: from === to ? "followed" : "followed_nearest", number, from, to },
  };
}

/** A change that puts another picture first changes the ratio too. */
export const followNewLead = (before: ComposerState, after: ComposerState): ComposerState =>
  leadOf(before.slots)?.id === leadOf(after.slots)?.id ? after : follow(after);
