import { Search } from "lucide-react";
import { createTranslator, useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useState } from "react";
import { type Command, keyOf } from "@/components/keyboard/commands";
import { findBy } from "@/components/keyboard/find-commands";
import { type Group, PaletteList } from "@/components/keyboard/palette-list";
import { noteCommand, recentCommands } from "@/components/keyboard/recent-commands";
import { Dialog, DialogPortal, DialogSurface, DialogTitle } from "@/components/ui/dialog";
import { useAfterwards } from "@/components/viewer/use-afterwards";
import en from "@/lib/i18n/messages/en/keys.json";
import ru from "@/lib/i18n/messages/ru/keys.json";

const LANGUAGES = [
  createTranslator({ locale: "en", messages: en, namespace: "commands" }),
  createTranslator({ locale: "ru", messages: ru, namespace: "commands" }),
];

/** Its words in both languages, whichever is on. */
const textsOf = ({ name, which = "" }: Command) => LANGUAGES.map((t) => t(name, { which }));

const isShownAtOnce = ({ isFoundOnly }: Command) => !isFoundOnly;

/** Without a query what was used last comes first. */
function useGroups(all: readonly Command[], recent: readonly string[], query: string): Group[] {
  const t = useTranslations("keys.palette");
  if (query.trim()) return [{ label: t("title"), commands: findBy(all, query, textsOf) }];
  const used = recent.flatMap((key) => all.find((command) => keyOf(command) === key) ?? []);
  const rest = all.filter((command) => isShownAtOnce(command) && !used.includes(command));
  return [
    { label: t("recent"), commands: used },
    { label: t("all"), commands: rest },
  ].filter(({ commands }) => commands.length > 0);
}

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** What went into the field that the palette takes the place of; an Enter is a new line of it. */
const typedEarly = () =>
  document.querySelector<HTMLTextAreaElement>("[data-early]")?.value.split("\n") ?? [];

type PaletteProps = {
  userId: string;
  all: readonly Command[];
  close: () => void;
  onClosed: () => void;
};

/** Finds a command by a few of its letters. */
export function Palette({ userId, all, close, onClosed }: PaletteProps) {
  const t = useTranslations("keys.palette");
  const listId = useId();
  const [recent] = useState(() => recentCommands(userId));
  const [typed] = useState(typedEarly);
  const [query, setQuery] = useState(typed[0] ?? "");
  const [index, setIndex] = useState(0);
  const { leaveFor, ...afterwards } = useAfterwards(close);
  const groups = useGroups(all, recent, query);
  const shown = groups.flatMap(({ commands }) => commands);

  function choose(command: Command | undefined) {
    if (!command) return;
    noteCommand(userId, keyOf(command));
    leaveFor(command.run);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (event.nativeEvent.isComposing || (step === undefined && event.key !== "Enter")) return;
    event.preventDefault();
    if (step === undefined) choose(shown[index]);
    else setIndex((index + step + shown.length) % Math.max(1, shown.length));
  }

  return (
    <Dialog open onOpenChange={close}>
      <DialogPortal>
        <DialogSurface
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            if (typed.length > 1) choose(shown[0]);
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
            afterwards.onClosed();
          }}
          className="appear fixed top-[20%] left-1/2 z-(--z-dialog) flex max-h-[min(27rem,70dvh)] w-[min(35rem,calc(100vw-2rem))] -translate-x-1/2 flex-col rounded-float bg-float text-ink text-ui shadow-float outline-none"
        >
          <DialogTitle className="sr-only">{t("title")}</DialogTitle>
          <label className="flex h-12 flex-none items-center gap-2.5 px-4">
            <Search className="text-ink-3" />
            <input
              type="text"
              role="combobox"
              aria-label={t("find")}
              aria-expanded="true"
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={shown[index] && `${listId}-${index}`}
              placeholder={t("find")}
              value={query}
              onChange={({ target }) => {
                setQuery(target.value);
                setIndex(0);
              }}
              onKeyDown={onKeyDown}
              autoComplete="off"
              spellCheck={false}
              className="h-full min-w-0 flex-1 bg-transparent text-[14px] outline-none"
            />
          </label>
          <PaletteList id={listId} {...{ groups, index, setIndex, choose }} />
          <p role="status" className={shown.length > 0 ? "sr-only" : "px-4 pb-3.5 text-ink-2"}>
            {shown.length > 0 ? t("count", { count: shown.length }) : t("none")}
          </p>
        </DialogSurface>
      </DialogPortal>
    </Dialog>
  );
}
