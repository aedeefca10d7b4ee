import { describe, expect, test } from "vitest";
import { chordsOf, liveChordsOf, SHORTCUT_IDS, shownChordOf } from "@/components/keyboard/bindings";
import {
  clashOf,
  refusalOf,
  swapped,
  withChord,
  withoutChange,
} from "@/components/keyboard/rebinding";
import { type Keyboard, keyboardSchema } from "@/lib/account/schema";
import { KEYBOARD_AS_IT_COMES as COMES } from "@/lib/account/schema/facts";
import { messages } from "@/lib/i18n/messages";

const changed = (chords: Keyboard["chords"]): Keyboard => ({ hasSingleKeys: true, chords });

describe("The registry", () => {
  test("no key means two things in one place", () => {
    const clashes = SHORTCUT_IDS.flatMap((id) =>
      chordsOf(id, COMES).map((chord) => [id, clashOf(id, chord, COMES)]),
    ).filter(([, other]) => other !== null);
    expect(clashes).toEqual([]);
  });

  test("every key is explained in both languages", () => {
    for (const { keys } of Object.values(messages)) {
      expect(Object.keys(keys.names).sort()).toEqual([...SHORTCUT_IDS].sort());
    }
  });

  test("what everybody may change can be kept with the account", () => {
    const chords = Object.fromEntries(SHORTCUT_IDS.map((id) => [id, "Mod+Shift+BracketRight"]));
    expect(keyboardSchema.parse(changed(chords))).toEqual(changed(chords));
  });
});

describe("A changed key", () => {
  test("takes the place of all the keys that the shortcut had", () => {
    const keyboard = withChord("fitOrFull", "KeyQ", COMES);
    expect(chordsOf("fitOrFull", keyboard)).toEqual(["KeyQ"]);
    expect(shownChordOf("fitOrFull", keyboard)).toBe("KeyQ");
    expect(chordsOf("fitOrFull", withoutChange("fitOrFull", keyboard))).toContain("KeyZ");
  });

  test("is no change when it is what it was before", () => {
    expect(withChord("focusPrompt", "KeyN", changed({ focusPrompt: "KeyP" }))).toEqual(COMES);
  });

  test("does not reach keys that are fixed", () => {
    expect(chordsOf("back", changed({ back: "KeyQ" }))).toEqual(["Escape"]);
  });

  test.each([
    ["where both are on the screen", "focusPrompt", "KeyC", "compare"],
    ["where one is everywhere", "drop", "Mod+KeyK", "palette"],
    ["when it would begin what two keys do", "nextMode", "KeyG", "goStudio"],
    ["with a second key of another", "drop", "Equal", "zoomIn"],
  ] as const)("meets another %s", (...[, id, chord, other]) => {
    expect(clashOf(id, chord, COMES)).toBe(other);
  });

  test("may be the same in places that are never there at once", () => {
    expect(clashOf("focusPrompt", "KeyM", COMES)).toBeNull();
  });

  test("may be the same where only what has the focus is meant", () => {
    expect(clashOf("bin", "Delete", COMES)).toBeNull();
    expect(clashOf("bin", "KeyN", COMES)).toBe("focusPrompt");
  });

  test("can be exchanged with the one that has it", () => {
    const keyboard = swapped({ id: "nextMode", chord: "KeyX" }, "drop", COMES);
    expect(keyboard?.chords).toEqual({ nextMode: "KeyX", drop: "KeyM" });
  });

  test("goes back together with the one that it was exchanged with", () => {
    const keyboard = changed({ nextMode: "KeyX", drop: "KeyM" });
    expect(withoutChange("nextMode", keyboard)).toEqual(COMES);
  });

  test("is not exchanged with a fixed one, nor when a letter would then spend money", () => {
    expect(swapped({ id: "drop", chord: "Digit1" }, "pick", COMES)).toBeNull();
    expect(swapped({ id: "focusPrompt", chord: "Mod+Enter" }, "generate", COMES)).toBeNull();
  });

  test.each([
    ["drop", "Mod+KeyW", "reserved"],
    ["drop", "Escape", "reserved"],
    ["drop", "Enter", "reserved"],
    ["drop", "Mod+KeyJ", null],
    ["generate", "KeyG", "needsModifier"],
    ["generate", "Alt+KeyG", null],
  ] as const)("%s on %s: %s", (id, chord, refusal) => {
    expect(refusalOf(id, chord)).toBe(refusal);
  });
});

test("without single keys what needs a modifier still works, and the others show no key", () => {
  const keyboard = { ...COMES, hasSingleKeys: false };
  expect(liveChordsOf("focusPrompt", keyboard)).toEqual([]);
  expect(shownChordOf("focusPrompt", keyboard)).toBeNull();
  expect(shownChordOf("pick", keyboard)).toBeNull();
  expect(liveChordsOf("generate", keyboard)).toContain("Mod+Enter");
  expect(shownChordOf("toggleReference", keyboard)).toBe("Alt+1–9");
  const moved = withChord("focusPrompt", "Alt+KeyN", keyboard);
  expect(liveChordsOf("focusPrompt", moved)).toEqual(["Alt+KeyN"]);
});
