import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useRef,
} from "react";
import { placeOf as placeOnScreen } from "@/components/keyboard/place";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { type Layout, step } from "@/components/library/layout";
import { countOf, NOTHING, type Selection } from "@/components/library/selection";
import { swallowClick } from "@/components/library/swallow-click";
import type { GridHandle } from "@/components/library/use-grid";
import { useLasso } from "@/components/library/use-lasso";
import type { ChosenPictures } from "@/components/library/use-selection";

/** A finger that rests this long selects, ms. */
const LONG_PRESS_MS = 450;

type GridSelectionOptions = {
  chosen: ChosenPictures;
  layout: Layout | null;
  current: number;
  handle: RefObject<GridHandle | null>;
  scroller: RefObject<HTMLElement | null>;
  room: RefObject<HTMLElement | null>;
  band: RefObject<HTMLElement | null>;
  moveTo: (index: number) => void;
  indexOf: (target: EventTarget) => number;
};

/** How pictures are chosen: with boxes, ranges, a band, a resting finger, and keys. */
export function useGridSelection(options: GridSelectionOptions) {
  const { chosen, layout, current, handle, room, moveTo, indexOf } = options;
  const base = useRef<Selection>(NOTHING);
  const lasso = useLasso({
    ...options,
    begin: (adds) => {
      base.current = adds ? chosen.chosen : NOTHING;
    },
    draw: (ranges) => chosen.drawOver(base.current, ranges),
  });
  const press = useLongPress((target) => {
    const index = indexOf(target);
    if (index >= 0) chosen.toggle(index);
  });
  const hasFocus = () => room.current?.contains(document.activeElement) ?? false;

  useShortcut("select", () => (hasFocus() ? chosen.toggle(current) : false));
  useShortcut("selectSeen", () => {
    const seen = handle.current?.seen();
    if (!seen || document.activeElement?.matches("input:not([type=checkbox])")) return false;
    chosen.drawOver(chosen.chosen, [seen]);
  });
  useShortcut(
    "back",
    countOf(chosen.chosen) > 0
      ? ({ target }) => placeOnScreen(target) === "page" && chosen.clear()
      : null,
  );

  /** True when the click was about the selection. */
  function onClick(event: MouseEvent): boolean {
    const index = indexOf(event.target);
    if (index < 0) return false;
    // Enter on a picture opens it, whatever is chosen.
    const isByKey = event.detail === 0;
    const isBox = event.target instanceof HTMLInputElement;
    if (event.shiftKey) chosen.extendTo(index);
    else if (isBox || event.ctrlKey || event.metaKey) chosen.toggle(index);
    else if (!isByKey && countOf(chosen.chosen) > 0) chosen.toggle(index);
    else return false;
    return true;
  }
  /** True when the key has moved the end of a range. */
  function onKeyDown(event: KeyboardEvent): boolean {
    const isOther = event.altKey || event.ctrlKey || event.metaKey || !event.shiftKey;
    if (isOther || !layout || !event.key.startsWith("Arrow")) return false;
    const index = indexOf(event.target);
    const to = index < 0 ? null : step(layout, { index, key: event.key, rowsSeen: 1 });
    if (to === null) return false;
    chosen.extendTo(to, index);
    moveTo(to);
    return true;
  }
  const both =
    (first: (event: PointerEvent) => void, second: (event: PointerEvent) => void) =>
    (event: PointerEvent) => {
      first(event);
      second(event);
    };
  return {
    onClick,
    onKeyDown,
    pointer: {
      onPointerDown: both(lasso.onPointerDown, press.begin),
      onPointerMove: both(lasso.onPointerMove, press.move),
      onPointerUp: both(lasso.onPointerUp, press.end),
      onPointerCancel: both(lasso.onPointerCancel, press.end),
      onContextMenu: (event: MouseEvent) => {
        if (press.isResting()) event.preventDefault();
      },
    },
  };
}

/** Further than this the finger scrolls, px. */
const MOVED_PX = 8;

function useLongPress(onRest: (target: EventTarget) => void) {
  type Resting = { timer: ReturnType<typeof setTimeout>; x: number; y: number; isOver: boolean };
  const resting = useRef<Resting | null>(null);
  const end = () => {
    clearTimeout(resting.current?.timer);
    if (resting.current?.isOver) swallowClick();
    resting.current = null;
  };
  return {
    begin({ pointerType, target, clientX: x, clientY: y }: PointerEvent) {
      end();
      if (pointerType !== "touch") return;
      const timer = setTimeout(() => {
        if (resting.current) resting.current.isOver = true;
        onRest(target);
      }, LONG_PRESS_MS);
      resting.current = { timer, x, y, isOver: false };
    },
    move({ clientX, clientY }: PointerEvent) {
      const from = resting.current;
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > MOVED_PX) end();
    },
    end,
    isResting: () => resting.current !== null,
  };
}
