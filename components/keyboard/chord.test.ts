import { describe, expect, test } from "vitest";
import { capsOf } from "@/components/keyboard/caps";
import {
  chordOf,
  isChord,
  isSingle,
  isTyping,
  type KeyPress,
  type SystemPress,
} from "@/components/keyboard/chord";

const NOTHING_HELD = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (code: string, key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key,
  ...NOTHING_HELD,
  ...held,
});

const systemPress = (change: Partial<SystemPress>): SystemPress => ({
  ...press("KeyK", "k"),
  isComposing: false,
  keyCode: 75,
  getModifierState: () => false,
  ...change,
});

describe("What is pressed", () => {
  const ctrl = { ctrlKey: true };
  const meta = { metaKey: true };
  test.each([
    ["a letter", press("KeyN", "n"), "KeyN", "KeyN"],
    ["the same key on a Russian layout", press("KeyN", "т"), "KeyN", "KeyN"],
    ["a letter where Dvorak has it", press("KeyV", "k"), "KeyK", "KeyK"],
    ["a digit above the letters", press("Digit3", "3"), "Digit3", "Digit3"],
    ["Enter of the number pad", press("NumpadEnter", "Enter"), "Enter", "Enter"],
    ["a key without a place", press("", " "), "Space", "Space"],
    ["Ctrl and K", press("KeyK", "k", ctrl), "Mod+KeyK", "Ctrl+KeyK"],
    ["Ctrl and Л", press("KeyK", "л", ctrl), "Mod+KeyK", "Ctrl+KeyK"],
    ["⌘ or the Windows key and K", press("KeyK", "k", meta), null, "Mod+KeyK"],
    [
      "⌥ and a digit, which types a sign",
      press("Digit2", "™", { altKey: true }),
      "Alt+Digit2",
      "Alt+Digit2",
    ],
    ["Shift alone", press("ShiftLeft", "Shift", { shiftKey: true }), null, null],
  ])("%s has one name", (...[, pressed, pc, mac]) => {
    expect(chordOf(pressed, false)).toBe(pc);
    expect(chordOf(pressed, true)).toBe(mac);
  });

  test.each([
    ["Mod+Shift+Enter", press("Enter", "Enter", { ctrlKey: true, shiftKey: true }), false, true],
    ["Mod+Shift+Enter", press("Enter", "Enter", ctrl), false, false],
    ["Mod+KeyK", press("KeyK", "k", ctrl), true, false],
    ["Ctrl+Enter", press("Enter", "Enter", ctrl), true, true],
    ["Ctrl+Enter", press("Enter", "Enter", ctrl), false, true],
    ["KeyZ", press("KeyZ", "Z", { shiftKey: true }), false, false],
  ])("%s is that and nothing else", (...[chord, pressed, isMac, is]) => {
    expect(isChord(chord, pressed, isMac)).toBe(is);
  });

  test("a sign is what is typed, wherever the keyboard has it", () => {
    const russian = press("Digit7", "?", { shiftKey: true });
    expect(isChord("?", press("Slash", "?", { shiftKey: true }), false)).toBe(true);
    expect(isChord("?", russian, false)).toBe(true);
    expect(isChord("?", { ...russian, ctrlKey: true }, false)).toBe(false);
  });
});

describe("Typing", () => {
  test("letters that are being composed are not shortcuts", () => {
    expect(isTyping(systemPress({ isComposing: true }), false)).toBe(true);
    expect(isTyping(systemPress({ keyCode: 229 }), false)).toBe(true);
    expect(isTyping(systemPress({}), false)).toBe(false);
  });

  test("AltGr types on a PC; on a Mac some browsers call ⌥ so, which may be a shortcut", () => {
    const altGraph = systemPress({ getModifierState: (name) => name === "AltGraph" });
    expect(isTyping(altGraph, false)).toBe(true);
    expect(isTyping(altGraph, true)).toBe(false);
  });

  test.each([
    ["KeyN", true],
    ["Shift+Digit1", true],
    ["?", true],
    ["+", true],
    ["BracketLeft", true],
    ["KeyG KeyS", true],
    ["Mod+KeyK", false],
    ["Alt+Digit1", false],
    ["ArrowLeft", false],
    ["Space", false],
    ["Delete", false],
  ])("%s is a single key of WCAG 2.1.4: %s", (chord, is) => {
    expect(isSingle(chord)).toBe(is);
  });
});

test.each([
  ["Mod+KeyK", "⌘K", "Ctrl+K"],
  ["Mod+Enter", "⌘⏎", "Ctrl⏎"],
  ["Mod+Shift+Enter", "⌘⇧⏎", "Ctrl⇧⏎"],
  ["Alt+1–9", "⌥1–9", "Alt+1–9"],
  ["Shift+1–4", "⇧1–4", "⇧1–4"],
  ["KeyG KeyS", "G S", "G S"],
  ["-", "−", "−"],
  ["+", "+", "+"],
  ["Mod+Period", "⌘.", "Ctrl+."],
  ["Space", "Пробел", "Пробел"],
])("%s is written as its keys are labelled", (chord, mac, pc) => {
  expect(capsOf(chord, { isMac: true, space: "Пробел" })).toBe(mac);
  expect(capsOf(chord, { isMac: false, space: "Пробел" })).toBe(pc);
});
