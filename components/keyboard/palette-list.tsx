import { useTranslations } from "next-intl";
import { COMMAND_ICONS } from "@/components/keyboard/command-icons";
import { type Command, keyOf } from "@/components/keyboard/commands";
import type { ShortcutId } from "@/components/keyboard/shortcuts";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { cn } from "@/components/ui/cn";
import { KeyCap } from "@/components/ui/key-cap";

export type Group = { label: string; commands: Command[] };

type PaletteListProps = {
  id: string;
  groups: readonly Group[];
  /** Of the row that Enter takes, over all groups. */
  index: number;
  setIndex: (index: number) => void;
  choose: (command: Command) => void;
};

export function PaletteList({ id, groups, index, setIndex, choose }: PaletteListProps) {
  const t = useTranslations("keys.palette");
  const flat = groups.flatMap(({ commands }) => commands);
  if (flat.length === 0) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("title")}
      className="min-h-0 overflow-y-auto border-hair border-t p-1.5"
    >
      {groups.map(({ label, commands }) => (
        <fieldset key={label} aria-label={label}>
          {groups.length > 1 ? (
            <p aria-hidden="true" className="px-2.5 pt-1.5 pb-1 text-ink-3 text-label">
              {label}
            </p>
          ) : null}
          {commands.map((command) => {
            const at = flat.indexOf(command);
            return (
              <Row
                key={keyOf(command)}
                id={`${id}-${at}`}
                command={command}
                isActive={at === index}
                point={() => setIndex(at)}
                choose={() => choose(command)}
              />
            );
          })}
        </fieldset>
      ))}
    </div>
  );
}

type RowProps = {
  id: string;
  command: Command;
  isActive: boolean;
  point: () => void;
  choose: () => void;
};

function Row({ id, command, isActive, point, choose }: RowProps) {
  const t = useTranslations("keys");
  const { name, which = "", detail, shortcut } = command;
  const Icon = COMMAND_ICONS[name];
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      ref={(row) => {
        if (isActive) row?.scrollIntoView({ block: "nearest" });
      }}
      onPointerMove={point}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={choose}
      className={cn(
        "flex h-10 w-full scroll-my-1.5 items-center gap-3 rounded-[5px] px-2.5 text-start",
        isActive && "bg-hover",
      )}
    >
      <Icon className="text-ink-2" />
      <span className="min-w-0 flex-1 truncate">{t(`commands.${name}`, { which })}</span>
      {detail ? <span className="font-mono text-ink-2 text-slug">{detail}</span> : null}
      {shortcut ? <Keys id={shortcut} /> : null}
    </button>
  );
}

function Keys({ id }: { id: ShortcutId }) {
  const keys = useKeys(id);
  return keys ? <KeyCap keys={keys} /> : null;
}
