import { useTranslations } from "next-intl";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { showToast } from "@/components/ui/toast";

const PICTURE = /^image\//;

/** The pictures on the clipboard, also where text lies beside them. Null when the browser does not let us look. */
async function clipboardPictures(): Promise<File[] | null> {
  try {
    const items = await navigator.clipboard.read();
    const pictures = await Promise.all(
      items.map(async (item) => {
        const type = item.types.find((each) => PICTURE.test(each));
        if (!type) return [];
        const blob = await item.getType(type);
        return [new File([blob], `pasted.${type.slice("image/".length)}`, { type })];
      }),
    );
    return pictures.flat();
  } catch {
    return null;
  }
}

/** The picture on the clipboard becomes a reference, also from a field and with text beside it. */
export function usePasteKey(add: (files: File[]) => void) {
  const t = useTranslations("composer");
  async function paste() {
    const pictures = await clipboardPictures();
    if (pictures && pictures.length > 0) add(pictures);
    else showToast({ text: t(pictures ? "pasteNothing" : "pasteRefused") });
  }
  useShortcut("pasteReference", () => void paste());
}
