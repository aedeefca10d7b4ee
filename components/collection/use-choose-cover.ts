import { useTranslations } from "next-intl";
import { useRefreshCollections } from "@/components/collection/use-refresh";
import { showToast } from "@/components/ui/toast";
import { changeCollectionAction } from "@/lib/collection/actions";

/** Null: the first picture stands for it. */
export function useChooseCover(id: string): (coverImageId: string | null) => Promise<void> {
  const t = useTranslations("collection");
  const refresh = useRefreshCollections();
  return async (coverImageId) => {
    // The network can fail below an action, and then it throws.
    const changed = await changeCollectionAction({ id, coverImageId }).catch(() => null);
    await refresh();
    const done = t(coverImageId ? "grid.coverMade" : "grid.coverIsFirst");
    showToast({ text: changed?.ok ? done : t("failed") });
  };
}
