import { useEffect, useRef } from "react";
import { placeOf } from "@/components/keyboard/place";
import type { ShortcutId } from "@/components/keyboard/shortcuts";
import { useShortcut } from "@/components/keyboard/use-shortcut";

/** Answers once whether the key was pressed, to who has come to act upon it. */
export type TakeEarly = (id: ShortcutId) => boolean;

/** Keeps a key of the selection's bar that is pressed before the bar's code is there. */
export function useEarlyKey(id: ShortcutId, isAwaited: boolean): TakeEarly {
  const kept = useRef<ShortcutId>(null);
  // Listens before anything is chosen: the bar, which listens later, goes before it.
  useShortcut(id, ({ target }) => {
    if (!isAwaited || placeOf(target) !== "page") return false;
    kept.current = id;
  });
  useEffect(() => {
    // The bar that it was for never came.
    if (!isAwaited) kept.current = null;
  }, [isAwaited]);
  return (asked) => {
    const isKept = kept.current === asked;
    if (isKept) kept.current = null;
    return isKept;
  };
}
