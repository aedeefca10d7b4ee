import { useEffect, useEffectEvent } from "react";
import type { Tray } from "@/components/composer/use-tray";

const DIGIT = /^Digit([1-9])$/;

/** Alt and a digit switch that slot off and on. By the place of the key: on a Mac Alt types a sign. */
export function useSlotDigits({ slots, toggle }: Pick<Tray, "slots" | "toggle">) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { altKey, ctrlKey, metaKey, code, target, defaultPrevented } = event;
    const slot = slots[Number(DIGIT.exec(code)?.[1] ?? 0) - 1];
    if (!slot || !altKey || ctrlKey || metaKey || defaultPrevented || event.repeat) return;
    if (target instanceof Element && target.closest("[role=dialog]")) return;
    event.preventDefault();
    toggle(slot);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
