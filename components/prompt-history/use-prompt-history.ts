import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { ComposerStore } from "@/components/composer/composer-store";
import type { createWalk, Stop } from "@/components/prompt-history/walk";
import { showToast } from "@/components/ui/toast";
import type { PastPrompt } from "@/lib/prompt-history/schema";

export type PromptHistory = ReturnType<typeof usePromptHistory>;

/** Loaded with the first step: most people write before they look back. */
async function loadWalk(store: ComposerStore, show: (stop: Stop) => void) {
  const [{ createWalk }, { readPastPrompts }] = await Promise.all([
    import("@/components/prompt-history/walk"),
    import("@/lib/prompt-history/queries"),
  ]);
  const readPage = (cursor: string) => readPastPrompts({ scope: "mine", search: "", cursor });
  return createWalk({ store, readPage, show });
}

/** What was sent before: step by step in the field itself, or taken from the list. */
export function usePromptHistory(store: ComposerStore, text: string) {
  const t = useTranslations("history");
  const [shown, setShown] = useState<{ stop: Stop; text: string } | null>(null);
  const walk = useRef<Promise<ReturnType<typeof createWalk>> | null>(null);

  const show = (stop: Stop) => setShown({ stop, text: store.get().prompt });
  const put = ({ prompt, variables }: Pick<PastPrompt, "prompt" | "variables">) =>
    store.replace((state) => ({ ...state, prompt, variables }));

  return {
    /** Where the last step has led, until the text is another one. */
    stop: shown?.text === text ? shown.stop : null,
    step(towards: "older" | "newer") {
      walk.current ??= loadWalk(store, show);
      walk.current
        .then(({ step }) => step(towards))
        .catch(() => {
          walk.current = null;
          show({ kind: "failed" });
        });
    },
    take(past: PastPrompt) {
      const before = store.get();
      put(past);
      showToast({ text: t("taken"), undo: { label: t("undo"), run: () => put(before) } });
    },
  };
}
