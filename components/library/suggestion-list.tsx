import { useLocale, useTranslations } from "next-intl";
import type { Suggestion } from "@/components/library/suggestions";
import type { TokenWords } from "@/components/library/token-chip";
import { cn } from "@/components/ui/cn";

export const suggestionId = (listId: string, index: number) => `${listId}-${index}`;

type SuggestionListProps = {
  id: string;
  suggestions: readonly Suggestion[];
  active: number | null;
  take: (suggestion: Suggestion) => void;
  words: TokenWords;
};

/** The arrows move in it while the focus stays in the box. */
export function SuggestionList({ id, suggestions, active, take, words }: SuggestionListProps) {
  const t = useTranslations("library.search");
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("suggestions")}
      className="appear absolute start-0 top-full z-(--z-popover) mt-1.5 max-h-[60dvh] w-full max-w-120 overflow-y-auto rounded-float bg-float p-1.5 shadow-float"
    >
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box, which names the active one
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box hears the keys
        <div
          key={keyOf(suggestion)}
          id={suggestionId(id, index)}
          role="option"
          aria-selected={index === active}
          // A press must not take the focus out of the box.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => take(suggestion)}
          className={cn(
            "flex min-h-[30px] cursor-pointer items-center gap-2.5 rounded-[5px] px-2 hover:bg-hover max-tablet:min-h-11",
            index === active && "bg-hover",
          )}
        >
          <Row suggestion={suggestion} words={words} />
        </div>
      ))}
    </div>
  );
}

function Row({ suggestion, words }: { suggestion: Suggestion; words: TokenWords }) {
  const t = useTranslations("library");
  const locale = useLocale();
  if (suggestion.kind === "key")
    return (
      <>
        <span className="w-20 flex-none font-mono text-slug">{words.nameOf(suggestion.key)}:</span>
        <span className="truncate text-ink-2">{t(`hint.${suggestion.key}`)}</span>
      </>
    );
  const { label, count } = suggestion;
  return (
    <>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {count === null ? null : (
        <span className="font-mono text-ink-3 text-slug">{count.toLocaleString(locale)}</span>
      )}
    </>
  );
}

const keyOf = (suggestion: Suggestion) =>
  suggestion.kind === "key" ? suggestion.key : suggestion.token.value;
