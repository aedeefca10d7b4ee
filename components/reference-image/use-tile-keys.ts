import { type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Slots } from "@/components/reference-image/slots";

/** Also the stop of the tile that adds pictures; every other stop is the key of a slot. */
export const ADD_STOP = "add";

type Changes = {
  /** `index` from 0. */
  move: (key: string, index: number) => void;
  remove: (key: string) => void;
};

const STEPS: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The row is one stop of the Tab key: arrows walk, Alt and arrows carry, Delete removes. */
export function useTileKeys(slots: Slots, { move, remove }: Changes) {
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

  const verbsFor = (key: string) => {
    const index = stops.indexOf(key);
    return {
      move: (to: number) => changeAndFocus(() => move(key, to), key),
      remove: () => changeAndFocus(() => remove(key), stops[index + 1]),
    };
  };

  function onFocus({ target }: FocusEvent<HTMLElement>) {
    if (target.dataset["tile"]) setLastStop(target.dataset["tile"]);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const key = event.target instanceof HTMLElement ? event.target.dataset["tile"] : undefined;
    if (!key || event.metaKey || event.ctrlKey) return;
    const action = actionOf(event, key);
    if (!action) return;
    // Alt and an arrow would also go back or on in the browser's history.
    event.preventDefault();
    action();
  }

  function actionOf(event: KeyboardEvent, key: string): (() => void) | null {
    const index = stops.indexOf(key);
    const step = STEPS[event.key];
    const isSlot = key !== ADD_STOP;
    if (step !== undefined) {
      if (!event.altKey) return () => focus(stops[index + step]);
      return isSlot ? () => verbsFor(key).move(index + step) : null;
    }
    const isRemoval = event.key === "Delete" || event.key === "Backspace";
    return isRemoval && isSlot ? verbsFor(key).remove : null;
  }

  return { tabStop, focus, verbsFor, listProps: { ref: list, onFocus, onKeyDown } };
}
