import { isSingle } from "@/components/keyboard/chord";
import { SHORTCUTS, type ShortcutId, shortcutOf } from "@/components/keyboard/shortcuts";
import type { Keyboard } from "@/lib/account/schema";

export const SHORTCUT_IDS = Object.keys(SHORTCUTS) as ShortcutId[];

export const isChanged = (id: ShortcutId, { chords }: Keyboard): boolean =>
  !shortcutOf(id).isFixed && chords[id] !== undefined;

/** What it is set to, whether single keys work or not. */
export function chordsOf(id: ShortcutId, keyboard: Keyboard): readonly string[] {
  const own = isChanged(id, keyboard) ? keyboard.chords[id] : undefined;
  return own === undefined ? shortcutOf(id).chords : [own];
}

/** What works now. */
export const liveChordsOf = (id: ShortcutId, keyboard: Keyboard): readonly string[] =>
  chordsOf(id, keyboard).filter((chord) => keyboard.hasSingleKeys || !isSingle(chord));

/** What is shown of it; null while it is switched off. */
export function shownChordOf(id: ShortcutId, keyboard: Keyboard): string | null {
  const first = liveChordsOf(id, keyboard)[0];
  if (first === undefined || isChanged(id, keyboard)) return first ?? null;
  return shortcutOf(id).shown ?? first;
}
