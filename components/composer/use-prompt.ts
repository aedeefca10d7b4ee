import { useTranslations } from "next-intl";
import { useRef, useSyncExternalStore } from "react";
import type { ComposerState } from "@/components/composer/composer-state";
import type { ComposerStore } from "@/components/composer/composer-store";
import { resumeConversions } from "@/components/composer/file-parts";
import { focusComposer } from "@/components/composer/focus";
import type { KeptEditor } from "@/components/prompt-editor/kept-editor";
import type { Moment } from "@/components/prompt-editor/prompt-context";
import { later } from "@/components/ui/on-demand";
import { showToast } from "@/components/ui/toast";
import { addTokens, removeTokens } from "@/lib/generation/policy/prompt";

const puttingBack = later(() => import("@/components/composer/put-back"));

/** Names of slots as they were; the other slots keep theirs. */
const withNamesOf = (state: ComposerState, { slots }: ComposerState): ComposerState => ({
  ...state,
  slots: state.slots.map((slot) => {
    const named = slots.find(({ key }) => key === slot.key);
    return named ? { ...slot, name: named.name } : slot;
  }),
});

/** What belongs to the text: its undo, its variables, the cure of a token without a picture. */
export function usePrompt(store: ComposerStore) {
  const t = useTranslations("composer");
  const editorRef = useRef<KeptEditor | null>(null);
  const replacement = useSyncExternalStore(store.subscribe, store.replacement, () => null);
  return {
    editorRef,
    replacement,
    /** Brings back what belonged to a text that an undo has brought back. */
    restore({ state: then, isWhole }: Moment) {
      store.set((now) =>
        isWhole
          ? { ...then, arrivingCount: now.arrivingCount }
          : { ...withNamesOf(now, then), prompt: then.prompt },
      );
      if (isWhole) void resumeConversions(store);
    },
    setVariable: (name: string, value: string) =>
      store.set((state) => ({
        ...state,
        variables: { ...state.variables, [name]: value.replaceAll("\0", "").toWellFormed() },
      })),
    /** Names pictures in the text; the hand goes on behind them. */
    mention(names: readonly string[]) {
      store.replace((state) => ({ ...state, prompt: addTokens(state.prompt, names) }));
      focusComposer("prompt");
    },
    removeTokens(names: readonly string[]) {
      const before = store.get();
      store.replace((state) => ({
        ...state,
        prompt: removeTokens(state.prompt, names),
        variables: Object.fromEntries(
          Object.entries(state.variables).map(([name, value]) => [
            name,
            removeTokens(value, names),
          ]),
        ),
      }));
      const run = async () => {
        const { wordsPutBack } = await puttingBack();
        store.replace((now) => wordsPutBack(now, before, names));
      };
      const undo = { label: t("undo"), run: () => void run() };
      showToast({ text: t("wordsRemoved", { count: names.length }), undo });
    },
  };
}
