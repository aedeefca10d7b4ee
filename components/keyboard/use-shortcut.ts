import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { shownChordOf } from "@/components/keyboard/bindings";
import { capsOf } from "@/components/keyboard/caps";
import { useKeyboard } from "@/components/keyboard/keyboard-store";
import { type Handler, listenFor } from "@/components/keyboard/listener";
import type { ShortcutId } from "@/components/keyboard/shortcuts";
import { useIsMac } from "@/components/keyboard/use-is-mac";

/**
 * Does `press` when the keys of the shortcut are pressed where it belongs. Null while there is nothing to do;
 * `release` when a key that is held is let go.
 */
export function useShortcut(
  id: ShortcutId,
  press: Handler["press"] | null,
  release?: () => void,
): void {
  const onPress = useEffectEvent((event: KeyboardEvent) => press?.(event));
  const onRelease = useEffectEvent(() => release?.());
  const isOn = press !== null;
  const isHeld = release !== undefined;
  useEffect(() => {
    if (!isOn) return;
    return listenFor({
      id,
      press: (event) => onPress(event),
      ...(isHeld && { release: () => onRelease() }),
    });
  }, [id, isOn, isHeld]);
}

/** Writes chords as the keys of this machine are labelled. */
export function useCaps(): (chord: string) => string {
  const isMac = useIsMac();
  const space = useTranslations("keys")("space");
  return (chord) => capsOf(chord, { isMac, space });
}

/** The keys of a shortcut such as `⌘K`, for a tooltip or a menu. Undefined while they are switched off. */
export function useKeys(id: ShortcutId): string | undefined {
  const keyboard = useKeyboard();
  const caps = useCaps();
  const chord = shownChordOf(id, keyboard);
  return chord === null ? undefined : caps(chord);
}
