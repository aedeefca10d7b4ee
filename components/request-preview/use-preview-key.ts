import { useEffect, useEffectEvent } from "react";

/** On the button and in what it opens: a dialog without either has the keys to itself. */
export const PREVIEW_MARK = { "data-request-preview": "" };

const isElsewhere = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest("[role=dialog]")?.querySelector("[data-request-preview]") === null;

/** Alt and S, also while writing. By the place of the key: on a Mac Alt types a sign, and layouts differ. */
export function usePreviewKey(press: () => void) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { altKey, ctrlKey, metaKey, shiftKey, code, target } = event;
    if (!altKey || ctrlKey || metaKey || shiftKey || code !== "KeyS") return;
    if (event.repeat || event.defaultPrevented || isElsewhere(target)) return;
    event.preventDefault();
    press();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
