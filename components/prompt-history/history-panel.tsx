import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { PastList } from "@/components/prompt-history/past-list";
import { ScopeChoice } from "@/components/prompt-history/scope-choice";
import { usePastPrompts } from "@/components/prompt-history/use-past-prompts";
import { type PastPrompt, type PromptScope, SEARCH_LENGTH_MAX } from "@/lib/prompt-history/schema";

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrows walk through the rows, from the search and back to it. */
function walkRows(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const { target } = event;
  if (step === undefined || !(target instanceof HTMLElement) || target.matches("[type=radio]"))
    return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[type=search], [data-row]")];
  event.preventDefault();
  stops[stops.indexOf(target) + step]?.focus();
}

/** What was sent before, to be searched and taken. */
export function HistoryPanel({ take }: { take: (past: PastPrompt) => void }) {
  const t = useTranslations("history");
  const [scope, setScope] = useState<PromptScope>("mine");
  const [text, setText] = useState("");
  const past = usePastPrompts(scope, text);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  // Enter may come before what it means: the first row of what is searched for by then.
  const [isAsked, setIsAsked] = useState(false);
  const [first] = past.prompts;
  const { isSuccess, isPlaceholderData } = past.query;
  const isCurrent = past.search === text.trim() && isSuccess && !isPlaceholderData;
  useEffect(() => {
    if (!isAsked || !isCurrent) return;
    setIsAsked(false);
    if (first) take(first);
  }, [isAsked, isCurrent, first, take]);
  return (
    <search onKeyDown={walkRows} className="flex h-full flex-col gap-1.5">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setIsAsked(true);
        }}
        className="flex flex-wrap items-center gap-1.5"
      >
        <input
          ref={field}
          type="search"
          maxLength={SEARCH_LENGTH_MAX}
          aria-label={t("search")}
          placeholder={t("search")}
          value={text}
          onChange={({ target }) => {
            setIsAsked(false);
            setText(target.value);
          }}
          className="h-9 min-w-40 flex-1 rounded-control bg-well px-2.5 outline-none max-tablet:h-11 [&::-webkit-search-cancel-button]:hidden"
        />
        <ScopeChoice scope={scope} choose={setScope} />
      </form>
      <PastList scope={scope} choose={setScope} past={past} take={take} />
    </search>
  );
}
