import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { pastedFiles } from "@/components/reference-image/pasted-files";
import { later } from "@/components/ui/on-demand";
import { showToast } from "@/components/ui/toast";

const clipboard = later(() => import("@/components/composer/paste-reference"));

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

/** The picture on the clipboard becomes a reference, also from a field and with text beside it. */
export function usePasteKey(add: (files: File[]) => void) {
  const t = useTranslations("composer");
  async function paste() {
    const pictures = await clipboard().then(
      ({ clipboardPictures }) => clipboardPictures(),
      () => null,
    );
    if (pictures && pictures.length > 0) add(pictures);
    else showToast({ text: t(pictures ? "pasteNothing" : "pasteRefused") });
  }
  useShortcut("pasteReference", () => void paste());
}
