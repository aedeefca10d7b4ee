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
  const takeFirst = () => {
    const [first] = past.prompts;
    if (first && !past.query.isPlaceholderData && past.search === text.trim()) take(first);
  };
  return (
    <search onKeyDown={walkRows} className="flex h-full flex-col gap-1.5">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          takeFirst();
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
          onChange={({ target }) => setText(target.value)}
          className="h-9 min-w-40 flex-1 rounded-control bg-well px-2.5 outline-none max-tablet:h-11 [&::-webkit-search-cancel-button]:hidden"
        />
        <ScopeChoice scope={scope} choose={setScope} />
      </form>
      <PastList scope={scope} choose={setScope} past={past} take={take} />
    </search>
  );
}
