import { useEffect, useEffectEvent } from "react";
import { isPressed } from "@/components/keyboard/listener";

/** On the button and in what it opens: a dialog without either has the keys to itself. */
export const PREVIEW_MARK = { "data-request-preview": "" };

const isElsewhere = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest("[role=dialog]")?.querySelector("[data-request-preview]") === null;

/** Also while writing. */
export function usePreviewKey(press: () => void) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isPressed("preview", event)) return;
    if (event.repeat || event.defaultPrevented || isElsewhere(event.target)) return;
    event.preventDefault();
    press();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
