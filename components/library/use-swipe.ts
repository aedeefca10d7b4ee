import { type PointerEvent, useRef } from "react";

/** Shorter than this it was a tap, px. */
const SWIPE_PX = 56;

type Swipes = { right: () => void; left: () => void; up: () => void };

/** A finger that is drawn over an element and lifted. A mouse is no finger. */
export function useSwipe({ right, left, up }: Swipes) {
  const began = useRef<{ x: number; y: number } | null>(null);
  function end({ clientX, clientY }: PointerEvent) {
    const from = began.current;
    began.current = null;
    if (!from) return;
    const [x, y] = [clientX - from.x, clientY - from.y];
    if (Math.max(Math.abs(x), Math.abs(y)) < SWIPE_PX) return;
    if (Math.abs(x) > Math.abs(y)) (x > 0 ? right : left)();
    else if (y < 0) up();
  }
  return {
    onPointerDown: ({ pointerType, isPrimary, clientX, clientY }: PointerEvent) => {
      began.current = pointerType === "touch" && isPrimary ? { x: clientX, y: clientY } : null;
    },
    onPointerUp: end,
    onPointerCancel: () => {
      began.current = null;
    },
  };
}
