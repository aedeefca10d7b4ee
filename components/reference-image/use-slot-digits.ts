import type { Tray } from "@/components/composer/use-tray";
import { useShortcut } from "@/components/keyboard/use-shortcut";

/** A digit with its modifier switches that slot off and on, also while the prompt is being written. */
export function useSlotDigits({ slots, toggle }: Pick<Tray, "slots" | "toggle">): void {
  useShortcut("toggleReference", ({ code }) => {
    const slot = slots[Number(code.at(-1)) - 1];
    if (slot) toggle(slot);
    return slot !== undefined;
  });
}
