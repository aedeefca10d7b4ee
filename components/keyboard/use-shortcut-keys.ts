import { useEffect, useEffectEvent } from "react";
import { openKeyboard, readShortcuts } from "@/components/keyboard/keyboard-store";
import { isField } from "@/components/keyboard/picture-keys";
import { isLeader, keyOf, type ShortcutId, shortcutAt } from "@/components/keyboard/shortcuts";

/** How long the first of two keys waits for the second. */
const SEQUENCE_MS = 1500;

const FLOATS = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

const isPaletteKey = ({ code, metaKey, ctrlKey, altKey, shiftKey }: KeyboardEvent) => {
  const isMac = /mac|iphone|ipad/i.test(navigator.platform);
  return code === "KeyK" && (isMac ? metaKey : ctrlKey) && !altKey && !shiftKey;
};

const isPlain = (event: KeyboardEvent) =>
  !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !event.isComposing;

const isShift = ({ key }: KeyboardEvent) => key === "Shift";

/** The second key of a sequence comes before what it means on a picture. */
function takeEvent(event: KeyboardEvent) {
  event.preventDefault();
  event.stopPropagation();
}

export function useShortcutKeys(run: (id: ShortcutId) => void) {
  const runNow = useEffectEvent(run);
  useEffect(() => {
    let leader = { key: "", at: 0 };
    const press = (event: KeyboardEvent) => {
      if (isPaletteKey(event)) {
        takeEvent(event);
        openKeyboard("palette");
        return;
      }
      if (!isPlain(event) || isShift(event) || isField(event.target)) return;
      if (document.querySelector(FLOATS)) return;
      const settings = readShortcuts();
      const isSecond = leader.key !== "" && event.timeStamp - leader.at < SEQUENCE_MS;
      const key = isSecond ? `${leader.key} ${keyOf(event)}` : keyOf(event);
      leader = { key: isLeader(key, settings) ? key : "", at: event.timeStamp };
      const id = shortcutAt("anywhere", key, settings);
      if (id || isSecond) takeEvent(event);
      if (id) runNow(id);
    };
    document.addEventListener("keydown", press, { capture: true });
    return () => document.removeEventListener("keydown", press, { capture: true });
  }, []);
}
