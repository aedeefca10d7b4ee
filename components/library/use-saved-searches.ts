import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { showToast } from "@/components/ui/toast";
import { removeSearchAction, saveSearchAction } from "@/lib/library/actions";
import { savedSearchesQuery } from "@/lib/library/queries";
import type { SavedSearch } from "@/lib/library/schema";
import { SAVED_SEARCHES_MAX } from "@/lib/library/schema/facts";

/** What the person has kept, and how it is changed. */
export function useSavedSearches() {
  const t = useTranslations("library.saved");
  const queryClient = useQueryClient();
  const { data } = useQuery(savedSearchesQuery());
  const refresh = () => queryClient.invalidateQueries({ queryKey: savedSearchesQuery().queryKey });

  async function save(search: { name: string; text: string }) {
    // The network can fail below an action, and then it throws.
    const saved = await saveSearchAction(search).catch(() => null);
    if (!saved?.ok) {
      const isFull = saved?.error.code === "too_many";
      return void showToast({
        text: isFull ? t("full", { max: SAVED_SEARCHES_MAX }) : t("failed"),
      });
    }
    await refresh();
    showToast({ text: t("done", { name: search.name }) });
  }
  async function remove({ id, name, text }: SavedSearch) {
    const removed = await removeSearchAction({ id }).catch(() => null);
    await refresh();
    if (!removed?.ok) return void showToast({ text: t("failed") });
    const undo = { label: t("undo"), run: () => void save({ name, text }) };
    showToast({ text: t("removed", { name }), undo });
  }
  return { searches: data?.searches ?? [], save, remove };
}
