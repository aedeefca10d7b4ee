import type { KeyboardEvent } from "react";
import type { PromptHistory } from "@/components/prompt-history/use-prompt-history";

const STEPS = { ArrowUp: "older", ArrowDown: "newer" } as const;
const isStep = (key: string): key is keyof typeof STEPS => key in STEPS;

/** ⌥↑ and ⌥↓ while the prompt has the focus, whichever field it is in; to be heard before the field itself. */
export const historyKeys =
  ({ step }: PromptHistory) =>
  (event: KeyboardEvent<HTMLElement>) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey, target } = event;
    if (!altKey || ctrlKey || metaKey || shiftKey || !isStep(key)) return;
    if (!(target instanceof Element && target.closest("[data-composer-focus=prompt]"))) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.nativeEvent.isComposing) step(STEPS[key]);
  };
