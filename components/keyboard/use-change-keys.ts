import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { useAttempt } from "@/components/account/use-attempt";
import { chordOf, isTyping } from "@/components/keyboard/chord";
import { setKeyboard, useKeyboard } from "@/components/keyboard/keyboard-store";
import { clashOf, refusalOf, swapped, withChord } from "@/components/keyboard/rebinding";
import type { ShortcutId } from "@/components/keyboard/shortcuts";
import { isMacNow } from "@/components/keyboard/use-is-mac";
import { useCaps } from "@/components/keyboard/use-shortcut";
import { useAnnounce } from "@/components/ui/live-region";
import { setKeyboardAction } from "@/lib/account/actions";
import type { Keyboard } from "@/lib/account/schema";

/** The row that waits for its key, and what was wrong with the last one. */
export type Asked = { id: ShortcutId; trouble: Trouble | null };
export type Trouble = {
  text: string;
  /** What both would have with their keys changed round, where that can be, and what is said of it. */
  swap: { keyboard: Keyboard; said: string } | null;
};

export type ChangeKeys = ReturnType<typeof useChangeKeys>;

/** At once in every tooltip, and kept with the account. */
function useSave() {
  const { attempt } = useAttempt();
  return (next: Keyboard) => {
    setKeyboard(next);
    attempt(async () => {
      const saved = await setKeyboardAction(next);
      if (!saved.ok) throw new Error(saved.error.code);
    });
  };
}

/** Why the chord cannot be had, in one sentence; null when it can. */
function useTrouble(keyboard: Keyboard) {
  const t = useTranslations("keys");
  const caps = useCaps();
  return (id: ShortcutId, chord: string): Trouble | null => {
    const keys = caps(chord);
    const refusal = refusalOf(id, chord);
    if (refusal) {
      const modifier = isMacNow() ? "⌘" : "Ctrl";
      return { text: t(`sheet.${refusal}`, { keys, modifier }), swap: null };
    }
    const other = clashOf(id, chord, keyboard);
    if (!other) return null;
    const text = t("sheet.taken", { keys, name: t(`names.${other}`) });
    const after = swapped({ id, chord }, other, keyboard);
    const said = t("sheet.changed", { name: t(`names.${id}`), keys });
    return { text, swap: after && { keyboard: after, said } };
  };
}

export function useChangeKeys() {
  const t = useTranslations("keys");
  const keyboard = useKeyboard();
  const save = useSave();
  const caps = useCaps();
  const announce = useAnnounce();
  const troubleOf = useTrouble(keyboard);
  const [asked, setAsked] = useState<Asked | null>(null);

  function ask(id: ShortcutId) {
    setAsked({ id, trouble: null });
    announce(t("sheet.pressFor", { name: t(`names.${id}`) }));
  }

  function settle(next: Keyboard, text: string) {
    setAsked(null);
    save(next);
    announce(text);
  }

  /** Every key but Tab, which goes on to the next row, is the answer. */
  function answer(event: KeyboardEvent) {
    if (!asked || event.key === "Tab" || event.key === "Escape") return;
    event.preventDefault();
    const chord = chordOf(event.nativeEvent, isMacNow());
    if (chord === null || event.repeat || isTyping(event.nativeEvent, isMacNow())) return;
    const { id } = asked;
    const trouble = troubleOf(id, chord);
    if (!trouble) {
      const text = t("sheet.changed", { name: t(`names.${id}`), keys: caps(chord) });
      settle(withChord(id, chord, keyboard), text);
      return;
    }
    setAsked({ id, trouble });
    announce(trouble.text, "assertive");
  }

  return { keyboard, asked, ask, answer, settle, save, cancel: () => setAsked(null) };
}
