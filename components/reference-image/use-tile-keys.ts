import { type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Tray } from "@/components/composer/use-tray";
import { nextName, type Slot } from "@/components/reference-image/slots";
import type { ReferenceRole } from "@/lib/generation/schema/inputs";

/** Also the stop of the tile that adds pictures; every other stop is the key of a slot. */
export const ADD_STOP = "add";

type Changes = Pick<Tray, "slots" | "add" | "move" | "remove" | "rename" | "setRole" | "toggle">;

const STEPS: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The row is one stop of the Tab key: arrows walk, Alt and arrows carry, Delete removes. */
export function useTileKeys({ slots, add, move, remove, rename, setRole, toggle }: Changes) {
  const list = useRef<HTMLUListElement>(null);
  const [lastStop, setLastStop] = useState<string | null>(null);
  const stops = [...slots.map(({ key }) => key), ADD_STOP];
  const tabStop = lastStop !== null && stops.includes(lastStop) ? lastStop : stops[0];

  const focus = (stop: string | undefined) =>
    list.current?.querySelector<HTMLElement>(`[data-tile="${stop}"]`)?.focus();

  /** The element that had the focus is moved or gone afterwards. */
  function changeAndFocus(change: () => void, stop: string | undefined) {
    flushSync(change);
    focus(stop);
  }

  const verbsFor = (slot: Slot) => {
    const next = stops[stops.indexOf(slot.key) + 1];
    return {
      toggle: () => toggle(slot),
      setRole: (role: ReferenceRole | null) => setRole(slot, role),
      rename: (text: string) => rename(slot, text),
      nameFor: (text: string) => nextName(slots, slot.key, text),
      replace: (files: File[]) =>
        void add(files.slice(0, 1), { kind: "replace", index: slots.indexOf(slot) }),
      move: (index: number) => changeAndFocus(() => move(slot.key, index), slot.key),
      remove: () => changeAndFocus(() => remove(slot), next),
    };
  };

  function onFocus({ target }: FocusEvent<HTMLElement>) {
    if (target.dataset["tile"]) setLastStop(target.dataset["tile"]);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const stop = event.target instanceof HTMLElement ? event.target.dataset["tile"] : undefined;
    if (!stop || event.metaKey || event.ctrlKey) return;
    const action = actionOf(event, stop);
    if (!action) return;
    // Alt and an arrow would also go back or on in the browser's history.
    event.preventDefault();
    action();
  }

  function actionOf({ key, altKey }: KeyboardEvent, stop: string): (() => void) | null {
    const index = stops.indexOf(stop);
    const step = STEPS[key];
    const slot = slots[index];
    if (step !== undefined && !altKey) return () => focus(stops[index + step]);
    if (!slot) return null;
    if (step !== undefined) return () => verbsFor(slot).move(index + step);
    return key === "Delete" || key === "Backspace" ? verbsFor(slot).remove : null;
  }

  return { tabStop, focus, verbsFor, listProps: { ref: list, onFocus, onKeyDown } };
}
