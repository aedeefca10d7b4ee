import { useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { useCommands } from "@/components/keyboard/commands";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { SuggestionList, suggestionId } from "@/components/library/suggestion-list";
import { type Suggestion, suggest, taken } from "@/components/library/suggestions";
import { TokenChip } from "@/components/library/token-chip";
import { useSearchText } from "@/components/library/use-search-text";
import { useTokenWords } from "@/components/library/use-token-words";
import { IconButton } from "@/components/ui/icon-button";
import { tokenText } from "@/lib/library/policy/tokens";
import { libraryFacetsQuery } from "@/lib/library/queries";
import type { LibraryDays } from "@/lib/library/schema";
import { SEARCH_LENGTH_MAX } from "@/lib/library/schema/facts";

type SearchFieldProps = {
  q: string;
  search: (text: string) => void;
  /** Of `q`; undefined until it is here. */
  found: LibraryDays | undefined;
};

/** One box for words and tokens. It searches in a pause of typing. */
export function SearchField({ q, search, found }: SearchFieldProps) {
  const t = useTranslations("library.search");
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const text = useSearchText(q, search);
  const { parts } = text;
  const words = useTokenWords();
  const list = useSuggestions(q, parts);
  const { shown, active } = list;

  const focus = () => {
    input.current?.focus();
    input.current?.select();
  };
  useShortcut("search", focus);
  useCommands(() => [{ name: "search", shortcut: "search", where: "page", run: focus }]);

  const take = (suggestion: Suggestion) => {
    text.become(taken(parts, suggestion, words.nameOf));
    list.open();
    input.current?.focus();
  };

  return (
    <search
      onBlur={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return;
        list.close();
        text.finish();
      }}
      className="relative flex h-9 min-w-0 flex-1 items-center gap-2 rounded-control bg-well px-3 focus-within:shadow-[0_0_0_1px_var(--control)] max-tablet:order-first max-tablet:h-11 max-tablet:basis-full"
    >
      <Search className="text-ink-3" />
      <div className="flex min-w-0 flex-1 items-center gap-1.5 overflow-x-auto [scrollbar-width:none]">
        {parts.tokens.map((token, index) => (
          <TokenChip
            key={tokenText(token)}
            {...{ token, words }}
            remove={(chip) => {
              text.remove(index);
              list.stayClosed(() => beside(chip)?.focus());
            }}
          />
        ))}
        <SearchInput {...{ input, text, list, take, listId }} />
      </div>
      <Found q={q} found={found} />
      {q || parts.rest ? (
        <IconButton
          icon={X}
          label={t("clear")}
          size={26}
          onClick={() => {
            text.clear();
            input.current?.focus();
          }}
          className="-me-1 max-tablet:size-9"
        />
      ) : null}
      {shown.length > 0 ? (
        <SuggestionList id={listId} suggestions={shown} {...{ active, take, words }} />
      ) : null}
    </search>
  );
}

type SearchInputProps = FieldKeys & { listId: string };

function SearchInput({ listId, ...field }: SearchInputProps) {
  const t = useTranslations("library.search");
  const { input, text, list } = field;
  const { shown, active } = list;
  const { tokens, rest } = text.parts;
  return (
    <input
      ref={input}
      type="text"
      inputMode="search"
      enterKeyHint="search"
      autoComplete="off"
      spellCheck={false}
      role="combobox"
      aria-expanded={shown.length > 0}
      aria-controls={shown.length > 0 ? listId : undefined}
      aria-autocomplete="list"
      aria-activedescendant={active === null ? undefined : suggestionId(listId, active)}
      aria-label={t("label")}
      placeholder={tokens.length > 0 ? undefined : t("placeholder")}
      maxLength={SEARCH_LENGTH_MAX}
      value={rest}
      onFocus={list.open}
      onClick={list.open}
      onChange={({ target }) => {
        text.type(target.value);
        list.open();
      }}
      onKeyDown={keysOf(field)}
      className="min-w-24 flex-1 text-ellipsis bg-transparent text-[14px] outline-none max-tablet:text-[16px]"
    />
  );
}

function Found({ q, found }: Pick<SearchFieldProps, "q" | "found">) {
  const t = useTranslations("library.search");
  const locale = useLocale();
  if (!q || !found) return <span role="status" />;
  const took = found.tookMs.toLocaleString(locale);
  return (
    <span role="status" className="whitespace-nowrap font-mono text-ink-3 text-slug">
      {t("found", { count: found.pictureCount })}
      {found.isStacked ? ` ${t("inTiles", { count: found.total })}` : null}
      <span className="max-laptop:hidden"> {t("took", { took })}</span>
    </span>
  );
}

/** The chip after it, else the one before, else the box: what takes the focus when it goes. */
function beside(chip: HTMLElement): HTMLElement | null {
  const isChip = (it: Element | null) => it instanceof HTMLButtonElement;
  const { nextElementSibling: next, previousElementSibling: previous } = chip;
  const taker = isChip(next) ? next : (previous ?? next);
  return taker instanceof HTMLElement ? taker : null;
}

/** What is offered, which of it the arrows have reached, and whether it is shown. */
function useSuggestions(q: string, parts: ReturnType<typeof useSearchText>["parts"]) {
  const { data: facets } = useQuery(libraryFacetsQuery(q));
  const { nameOf, wordOf } = useTokenWords();
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  const isQuiet = useRef(false);
  const year = new Date().getFullYear();
  const close = () => {
    setIsOpen(false);
    setActive(null);
  };
  const shown = isOpen ? suggest(parts, { facets, nameOf, wordOf, year }) : [];
  return {
    shown,
    active: active !== null && active < shown.length ? active : null,
    setActive,
    open() {
      if (isQuiet.current) return;
      setIsOpen(true);
      setActive(null);
    },
    close,
    /** Where the focus moves by `move`, it asks for nothing. */
    stayClosed(move: () => void) {
      isQuiet.current = true;
      move();
      isQuiet.current = false;
      close();
    },
  };
}

type FieldKeys = {
  input: RefObject<HTMLInputElement | null>;
  text: ReturnType<typeof useSearchText>;
  list: ReturnType<typeof useSuggestions>;
  take: (suggestion: Suggestion) => void;
};

function keysOf({ input, text, list, take }: FieldKeys) {
  const { shown, active, setActive } = list;
  const isAtStart = () => input.current?.selectionStart === 0 && input.current.selectionEnd === 0;
  const step = (by: number) => {
    if (shown.length === 0) return false;
    setActive(((active ?? (by > 0 ? -1 : 0)) + by + shown.length) % shown.length);
    return true;
  };
  const enter = () => {
    const suggestion = active === null ? undefined : shown[active];
    if (suggestion) take(suggestion);
    else {
      text.finish();
      list.close();
    }
    return true;
  };
  const stepBack = () => {
    if (shown.length > 0) list.close();
    else if (text.parts.rest || text.parts.tokens.length > 0) text.clear();
    else input.current?.blur();
    return true;
  };
  /** Each answers whether the key meant something here. */
  const KEYS: Partial<Record<string, () => boolean>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: enter,
    Escape: stepBack,
    Backspace: () => isAtStart() && text.takeBack(),
  };
  return (event: KeyboardEvent) => {
    // Letters that are being composed keep their keys.
    if (!event.nativeEvent.isComposing && KEYS[event.key]?.()) event.preventDefault();
  };
}
