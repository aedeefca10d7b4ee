import { useEffect, useEffectEvent } from "react";
import type { Place } from "@/components/keyboard/place";
import type { ShortcutId } from "@/components/keyboard/shortcuts";
import type { Messages } from "@/lib/i18n/messages";

export type CommandName = keyof Messages["keys"]["commands"];

/** Something that the palette can do. */
export type Command = {
  /** Its words: messages, `keys.commands`. */
  name: CommandName;
  /** What its words speak of, where one name has many commands: a project, a shape. */
  which?: string;
  run: () => void;
  /** Shown at its right. */
  shortcut?: ShortcutId;
  /** A fact in mono beside its name, such as a price. */
  detail?: string | undefined;
  /** Where it makes sense; without it everywhere. */
  where?: Place;
  /** One of many: it comes only when something is typed. */
  isFoundOnly?: true;
};

type Source = () => readonly Command[];
const sources = new Set<Source>();

/** What can be done while the component is there. `list` is asked each time that the palette opens. */
export function useCommands(list: Source): void {
  const onList = useEffectEvent(list);
  useEffect(() => {
    const source = () => onList();
    sources.add(source);
    return () => {
      sources.delete(source);
    };
  }, []);
}

export const commandsAt = (place: Place): Command[] =>
  [...sources]
    .flatMap((source) => source())
    .filter(({ where }) => where === undefined || where === place);

/** Tells it apart from all others, also tomorrow. */
export const keyOf = ({ name, which = "" }: Command): string => `${name}/${which}`;
