/*
 * A chord is what is pressed at once, such as `Mod+Shift+Enter`: modifiers in the order of MODIFIERS, then a
 * `KeyboardEvent.code`. Mod is ⌘ on a Mac and Ctrl elsewhere. A chord of one sign, such as `?`, means what is typed:
 * its place differs from keyboard to keyboard. Two chords with a space between are pressed one after the other.
 */

const MODIFIERS = ["Mod", "Ctrl", "Alt", "Shift"] as const;

/** As much of a keyboard event as tells what was pressed. */
export type KeyPress = {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
};

const MODIFIER_KEYS = /^(?:Control|Shift|Alt|AltGraph|Meta|OS|CapsLock|Fn|Dead|Process)/;
const LATIN = /^[a-z]$/i;

/** What a Latin letter types goes before its place, for Dvorak; all others by their place, for Cyrillic. */
function codeOf({ code, key }: KeyPress): string {
  if (LATIN.test(key)) return `Key${key.toUpperCase()}`;
  if (code === "NumpadEnter") return "Enter";
  // Some remote desktops send no place.
  return code || (key === " " ? "Space" : key);
}

/** Null for a modifier alone, and for the Windows key, which belongs to the system. */
export function chordOf(press: KeyPress, isMac: boolean): string | null {
  if (MODIFIER_KEYS.test(press.key) || (!isMac && press.metaKey)) return null;
  const held = {
    Mod: isMac ? press.metaKey : press.ctrlKey,
    Ctrl: isMac && press.ctrlKey,
    Alt: press.altKey,
    Shift: press.shiftKey,
  };
  return [...MODIFIERS.filter((modifier) => held[modifier]), codeOf(press)].join("+");
}

const isSign = (chord: string) => chord.length === 1;

export function isChord(chord: string, press: KeyPress, isMac: boolean): boolean {
  if (isSign(chord)) {
    return press.key === chord && !press.ctrlKey && !press.metaKey && !press.altKey;
  }
  return chordOf(press, isMac) === (isMac ? chord : chord.replace("Ctrl", "Mod"));
}

/** Parts such as a dialog, an editor for Chinese, or AltGr, which types, keep their keys. */
export type SystemPress = KeyPress & {
  isComposing: boolean;
  keyCode: number;
  getModifierState: (modifier: string) => boolean;
};

/** Of a key that is pressed while letters are composed. */
const COMPOSING_KEY_CODE = 229;

/** Whether the press belongs to typing: letters that are being composed, and signs behind AltGr. */
export function isTyping(press: SystemPress, isMac: boolean): boolean {
  if (press.isComposing || press.keyCode === COMPOSING_KEY_CODE) return true;
  // On a Mac some browsers call ⌥ so.
  return !isMac && press.getModifierState("AltGraph");
}

const CHARACTER = new RegExp(
  "^(?:Shift\\+)?(?:.|Key[A-Z]|Digit\\d|Numpad(?:\\d|Add|Subtract|Multiply|Divide|Decimal|Comma)|Minus|Equal|" +
    "Bracket(?:Left|Right)|Semicolon|Quote|Backquote|Backslash|Slash|Comma|Period|Intl\\w+)$",
);

/** A letter, a digit or a sign with nothing held but Shift, as WCAG 2.1.4 counts them. */
export const isSingle = (chord: string): boolean =>
  chord.split(" ").every((part) => CHARACTER.test(part));

/** Whether a press in a field would type something or move in it. */
export const isForTyping = (press: KeyPress): boolean =>
  !press.ctrlKey && !press.metaKey && !press.altKey;
