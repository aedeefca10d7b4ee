import type { KeyboardEvent } from "react";
import type { Zoom } from "@/components/viewer/use-zoom";
import { zoomMoveOf } from "@/components/viewer/viewer-keys";

export type CompareMoves = {
  zoom: Zoom;
  cycle: () => void;
  swap: () => void;
  /** From 0. */
  focus: (index: number) => void;
  drop: () => void;
  setIsHeld: (isHeld: boolean) => void;
};

function moveOf(code: string, moves: CompareMoves): (() => void) | null {
  // Digits choose a picture here, so only Z goes to 100 % and back.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  if (digit) return () => moves.focus(Number(digit) - 1);
  const own: Record<string, () => void> = {
    KeyM: moves.cycle,
    KeyS: moves.swap,
    KeyX: moves.drop,
    Space: () => moves.setIsHeld(true),
  };
  return own[code] ?? zoomMoveOf(code, moves.zoom);
}

const isButton = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement && target.closest("button, [role=slider], summary") !== null;

/** By the place of a key. Space presses a button that has the focus; everywhere else it shows B. */
export function compareKeys(moves: CompareMoves) {
  return {
    onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.code === "Space" && isButton(event)) return;
      const move = moveOf(event.code, moves);
      if (!move) return;
      event.preventDefault();
      if (!event.repeat || event.code.startsWith("Arrow")) move();
    },
    onKeyUp(event: KeyboardEvent) {
      if (event.code === "Space") moves.setIsHeld(false);
    },
  };
}
