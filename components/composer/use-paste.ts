import { useEffect, useEffectEvent } from "react";
import { pastedFiles } from "@/components/reference-image/pasted-files";

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea"));

/** Files and pictures that are pasted anywhere on the page. */
export function usePaste(add: (files: File[]) => void) {
  const take = useEffectEvent((event: ClipboardEvent) => {
    if (event.defaultPrevented || !event.clipboardData) return;
    const files = pastedFiles(event.clipboardData, isField(event.target));
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => take(event);
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, []);
}
