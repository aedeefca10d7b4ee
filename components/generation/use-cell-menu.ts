import { type MouseEvent, type PointerEvent, useRef, useState } from "react";

/** Of the window, CSS px. */
export type MenuPlace = { x: number; y: number };

/** As long as a finger rests before it asks for the menu: Android's own time. */
const HOLD_MS = 500;
/** React lets the events of the open menu come by. */
const isWithin = ({ target, currentTarget }: MouseEvent | PointerEvent) =>
  target instanceof Node && currentTarget.contains(target);

/** Further than this a finger scrolls. */
const SLIP_PX = 10;

/**
 * Where the menu of a cell is open. A right click and the menu key ask for it, and so does a finger that rests:
 * not every browser makes a `contextmenu` of that.
 */
export function useCellMenu() {
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const began = useRef<MenuPlace>({ x: 0, y: 0 });
  const isHeld = useRef(false);
  const letGo = () => clearTimeout(timer.current);

  const handlers = {
    onContextMenu(event: MouseEvent) {
      if (!isWithin(event)) return;
      event.preventDefault();
      letGo();
      setPlace({ x: event.clientX, y: event.clientY });
    },
    onPointerDown(event: PointerEvent) {
      const { pointerType, clientX: x, clientY: y } = event;
      isHeld.current = false;
      if (pointerType !== "touch" || !isWithin(event)) return;
      began.current = { x, y };
      letGo();
      timer.current = setTimeout(() => {
        isHeld.current = true;
        setPlace({ x, y });
      }, HOLD_MS);
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const { x, y } = began.current;
      if (Math.hypot(clientX - x, clientY - y) > SLIP_PX) letGo();
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
    onClickCapture(event: MouseEvent) {
      // The finger that asked for the menu is lifted: that opens nothing.
      if (!isHeld.current) return;
      isHeld.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
  return { place, open: setPlace, close: () => setPlace(null), handlers };
}
