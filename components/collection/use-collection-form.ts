import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefreshCollections } from "@/components/collection/use-refresh";
import { changeCollectionAction, createCollectionAction } from "@/lib/collection/actions";
import type { CollectionView } from "@/lib/collection/schema";
import {
  COLLECTION_NAME_LENGTH_MAX,
  COLLECTIONS_MAX,
  isCollectionName,
} from "@/lib/collection/schema/facts";

type Answer = Awaited<ReturnType<typeof changeCollectionAction | typeof createCollectionAction>>;

type Changed = Pick<CollectionView, "id" | "name" | "description" | "search">;

/** Makes a collection, or changes what it is called; what was typed stays until it is taken. */
export function useCollectionForm(onDone: (collection: CollectionView) => void) {
  const t = useTranslations("collection");
  const refresh = useRefreshCollections();
  const [error, setError] = useState<{ at: "name" | "search" | "foot"; text: string } | null>(null);
  const queryClient = useQueryClient();
  const [isPending, startTransition] = useTransition();

  const sentenceFor = (code: string): typeof error => {
    if (code === "name_taken") return { at: "name", text: t("form.nameTaken") };
    const foot = { too_many: t("form.tooMany", { max: COLLECTIONS_MAX }), not_found: t("gone") };
    return { at: "foot", text: foot[code as keyof typeof foot] ?? t("failed") };
  };
  const run = (name: string, send: () => Promise<Answer>) => {
    if (!isCollectionName(name)) {
      const text = t("form.nameBad", { max: COLLECTION_NAME_LENGTH_MAX });
      return setError({ at: "name", text });
    }
    startTransition(async () => {
      setError(null);
      // The network can fail below an action, and then it throws.
      const answer = await send().catch(() => null);
      if (!answer?.ok) return setError(sentenceFor(answer?.error.code ?? ""));
      await refresh();
      onDone(answer.value.collection);
    });
  };
  return {
    nameError: error?.at === "name" ? error.text : undefined,
    searchError: error?.at === "search" ? error.text : undefined,
    footError: error?.at === "foot" ? error.text : null,
    forget: () => setError(null),
    isPending,
    create: (name: string, search: string | null) =>
      run(name, () => createCollectionAction({ name, search })),
    /** `search` of a live one alone. */
    change: ({ id, name, description, search }: Changed) => {
      if (search?.trim() === "") return setError({ at: "search", text: t("form.searchEmpty") });
      run(name, async () => {
        const ofLive = search === null ? {} : { search };
        const answer = await changeCollectionAction({ id, name, description, ...ofLive });
        // What it found before is what the page shows.
        if (search !== null) await queryClient.invalidateQueries({ queryKey: ["library"] });
        return answer;
      });
    },
  };
}
