import { type PointerEvent, type RefObject, useRef } from "react";
import type { Layout } from "@/components/library/layout";
import { type Range, rangesIn } from "@/components/library/selection";
import { swallowClick } from "@/components/library/swallow-click";
import type { GridHandle } from "@/components/library/use-grid";

/** Nearer than this a press was a click, px. */
const DRAWN_PX = 4;
/** How near to an edge the list begins to move, and how far it moves at each movement, px. */
const EDGE_PX = 40;
const STEP_PX = 24;

type LassoOptions = {
  layout: Layout | null;
  handle: RefObject<GridHandle | null>;
  scroller: RefObject<HTMLElement | null>;
  room: RefObject<HTMLElement | null>;
  /** What is drawn. */
  band: RefObject<HTMLElement | null>;
  /** `adds`: to what was chosen before. */
  begin: (adds: boolean) => void;
  draw: (ranges: readonly Range[]) => void;
};

/** In the list, px from its left edge and from its top. */
type Point = { x: number; y: number };

/** A band that is drawn with the mouse from beside a picture selects what it touches. */
export function useLasso({ layout, handle, scroller, room, band, begin, draw }: LassoOptions) {
  const from = useRef<(Point & { isDrawn: boolean; adds: boolean }) | null>(null);

  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const list = scroller.current?.getBoundingClientRect();
    const inside = room.current?.getBoundingClientRect();
    const offset = handle.current?.offset() ?? 0;
    return { x: clientX - (inside?.left ?? 0), y: clientY - (list?.top ?? 0) + offset };
  };
  const boxTo = (start: Point, end: Point) => ({
    left: Math.min(start.x, end.x),
    right: Math.max(start.x, end.x),
    top: Math.min(start.y, end.y),
    bottom: Math.max(start.y, end.y),
  });

  function onPointerDown(event: PointerEvent) {
    const isOnPicture =
      event.target instanceof Element && event.target.closest("[data-part=print], input");
    if (event.pointerType !== "mouse" || event.button !== 0 || isOnPicture) return;
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    from.current = { ...pointOf(event), isDrawn: false, adds };
  }
  function onPointerMove(event: PointerEvent) {
    const start = from.current;
    if (!start || !layout) return;
    const end = pointOf(event);
    if (!start.isDrawn) {
      if (Math.hypot(end.x - start.x, end.y - start.y) < DRAWN_PX) return;
      start.isDrawn = true;
      scroller.current?.setPointerCapture(event.pointerId);
      begin(start.adds);
    }
    moveAlong(event);
    const box = boxTo(start, end);
    show(box);
    draw(rangesIn(layout, box));
  }
  function moveAlong({ clientY }: PointerEvent) {
    const list = scroller.current?.getBoundingClientRect();
    const offset = handle.current?.offset() ?? 0;
    if (!list) return;
    if (clientY < list.top + EDGE_PX) handle.current?.goTo(offset - STEP_PX);
    else if (clientY > list.bottom - EDGE_PX) handle.current?.goTo(offset + STEP_PX);
  }
  function show({ left, right, top, bottom }: ReturnType<typeof boxTo>) {
    if (!band.current || !scroller.current || !room.current) return;
    const offset = handle.current?.offset() ?? 0;
    const margin =
      room.current.getBoundingClientRect().left - scroller.current.getBoundingClientRect().left;
    Object.assign(band.current.style, {
      translate: `${left + margin}px ${top - offset}px`,
      width: `${right - left}px`,
      height: `${bottom - top}px`,
    });
    band.current.hidden = false;
  }
  function end() {
    if (band.current) band.current.hidden = true;
    if (from.current?.isDrawn) swallowClick();
    from.current = null;
  }
  return { onPointerDown, onPointerMove, onPointerUp: end, onPointerCancel: end };
}
