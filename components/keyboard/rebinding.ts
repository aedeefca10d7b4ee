import { chordsOf, SHORTCUT_IDS } from "@/components/keyboard/bindings";
import { type Scope, type ShortcutId, shortcutOf } from "@/components/keyboard/shortcuts";
import type { Keyboard } from "@/lib/account/schema";

const PAGE: readonly Scope[] = ["composer", "feed"];

/**
 * Whether one key could mean both: composer and feed stand on one screen, where only one thing has the focus; anywhere
 * is everywhere.
 */
function canMeet(one: ShortcutId, other: ShortcutId): boolean {
  const [first, second] = [shortcutOf(one), shortcutOf(other)];
  const isParted = first.isOfFocus && second.isOfFocus;
  const isMeeting = (a: Scope, b: Scope) =>
    a === b ||
    a === "anywhere" ||
    b === "anywhere" ||
    (!isParted && PAGE.includes(a) && PAGE.includes(b));
  return first.scopes.some((a) => second.scopes.some((b) => isMeeting(a, b)));
}

/** Pressed one after the other, so the first of them must mean nothing by itself. */
const beginsWith = (chord: string, other: string) =>
  chord === other || chord.startsWith(`${other} `) || other.startsWith(`${chord} `);

/** The shortcut that the chord belongs to already, where both could be meant. */
export const clashOf = (id: ShortcutId, chord: string, keyboard: Keyboard): ShortcutId | null =>
  SHORTCUT_IDS.find(
    (other) =>
      other !== id &&
      canMeet(id, other) &&
      chordsOf(other, keyboard).some((theirs) => beginsWith(theirs, chord)),
  ) ?? null;

/** Focus, editing and the browser's own windows; some of these never reach a page. */
const RESERVED =
  /^(?:Shift\+)?(?:Escape|Tab|Enter|Space|F5|F11|F12)$|^Mod\+(?:Shift\+)?Key[ACLNQRTVWXYZ]$/;

/** Why a shortcut cannot have that chord, whoever else has it. */
export function refusalOf(id: ShortcutId, chord: string): "reserved" | "needsModifier" | null {
  if (RESERVED.test(chord)) return "reserved";
  if (shortcutOf(id).needsModifier && !/Mod|Ctrl|Alt/.test(chord)) return "needsModifier";
  return null;
}

export const withChord = (id: ShortcutId, chord: string, keyboard: Keyboard): Keyboard =>
  shortcutOf(id).chords[0] === chord
    ? withoutChange(id, keyboard)
    : { ...keyboard, chords: { ...keyboard.chords, [id]: chord } };

/** Back to how it comes; whoever has taken its keys meanwhile goes back too. */
export function withoutChange(id: ShortcutId, keyboard: Keyboard): Keyboard {
  const { [id]: _, ...chords } = keyboard.chords;
  const after = { ...keyboard, chords };
  const thief = shortcutOf(id)
    .chords.map((chord) => clashOf(id, chord, after))
    .find((other) => other !== null);
  return thief ? withoutChange(thief, after) : after;
}

/** The chord goes to `id`, what `id` had to its owner of now. Null where that one cannot have it. */
export function swapped(
  { id, chord }: { id: ShortcutId; chord: string },
  other: ShortcutId,
  keyboard: Keyboard,
): Keyboard | null {
  const given = chordsOf(id, keyboard)[0] ?? "";
  if (shortcutOf(other).isFixed || refusalOf(other, given)) return null;
  const after = withChord(id, chord, withChord(other, given, keyboard));
  return clashOf(id, chord, after) || clashOf(other, given, after) ? null : after;
}
