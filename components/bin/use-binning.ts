import { useTranslations } from "next-intl";
import { useRefresh } from "@/components/bin/use-refresh";
import { cellId } from "@/components/generation/cell-id";
import { pictureCode } from "@/components/generation/formats";
import { showToast } from "@/components/ui/toast";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { binPicturesAction, restorePicturesAction } from "@/lib/library/actions";

const UNDO_MS = 10_000;

type Picture = { generation: GenerationView; variant: VariantView };

/** When its cell of the feed goes with the focus, the one beside it takes it. */
function passFocusOn({ id }: VariantView): void {
  const cells = [...document.querySelectorAll<HTMLElement>("[data-stop=cell]")];
  const at = cells.findIndex((cell) => cell.id === cellId(id));
  const cell = cells[at];
  if (!cell) return;
  const beside = [...cells.slice(at + 1), ...cells.slice(0, at).reverse()];
  const observer = new MutationObserver(() => {
    if (cell.isConnected) return;
    observer.disconnect();
    if (document.activeElement === document.body)
      beside.find(({ isConnected }) => isConnected)?.focus();
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

/** Puts one picture in the bin with a way back, and takes it out. Each answers whether it is done, and never throws. */
export function useBinning() {
  const t = useTranslations("bin");
  const refresh = useRefresh();
  // The network can fail below an action, and then it throws.
  const settled = async (action: ReturnType<typeof binPicturesAction>) => {
    const done = await action.catch(() => null);
    if (!done?.ok) showToast({ text: t("failed") });
    return done?.ok ?? false;
  };

  async function restore({ generation, variant }: Picture): Promise<boolean> {
    if (!variant.image || !(await settled(restorePicturesAction({ imageIds: [variant.image.id] }))))
      return false;
    showToast({ text: t("back", { code: pictureCode(generation.code, variant) }) });
    await refresh();
    return true;
  }

  async function bin(picture: Picture): Promise<boolean> {
    const { generation, variant } = picture;
    if (!variant.image) return false;
    if (!(await settled(binPicturesAction({ imageIds: [variant.image.id] })))) return false;
    passFocusOn(variant);
    showToast({
      text: t("inBin", { code: pictureCode(generation.code, variant) }),
      undo: { label: t("undo"), run: () => void restore(picture), durationMs: UNDO_MS },
    });
    void refresh();
    return true;
  }
  return { bin, restore };
}
