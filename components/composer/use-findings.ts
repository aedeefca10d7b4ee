import { compiledPrompt } from "@/components/composer/compiled-prompt";
import type { ComposerState } from "@/components/composer/composer-state";
import { useIsDismissed } from "@/components/reference-image/dismissals";
import { type Finding, lint } from "@/components/reference-image/lint";
import { namedByNumber } from "@/components/reference-image/named-by-number";
import { useMeasures } from "@/components/reference-image/use-measures";
import { useSettled } from "@/components/ui/use-settled";

/** A pause after which a text is taken for what it is meant to be, ms. */
const PAUSE_MS = 1_000;

/** What there is to say about the tray beside this text and shape. */
export function useFindings(state: ComposerState): Finding[] {
  const { slots, aspectRatio } = state;
  const measures = useMeasures(slots);
  const isDismissed = useIsDismissed();
  const now = unmentionedKeys(state);
  const settled = useSettled(now.join(), PAUSE_MS).split(",");
  // Nobody is told of a picture while they are still writing towards it; once named it is at once.
  const unmentioned = slots.flatMap(({ key }, index) =>
    now.includes(key) && settled.includes(key) ? [index + 1] : [],
  );
  return lint({ slots, unmentioned, measures, aspectRatio, isDismissed });
}

/** Keys of the slots that are sent and that neither an @ nor a number names. */
function unmentionedKeys(state: ComposerState): string[] {
  const { slots, prompt } = state;
  if (slots.length === 0 || prompt.trim() === "") return [];
  const { unmentioned } = compiledPrompt(state);
  if (unmentioned.length === 0) return [];
  const sent = slots.filter(({ isEnabled }) => isEnabled);
  const numbered = namedByNumber(prompt, sent.length);
  return unmentioned.flatMap((number) => {
    const slot = slots[number - 1];
    return slot && !numbered.has(sent.indexOf(slot) + 1) ? [slot.key] : [];
  });
}
