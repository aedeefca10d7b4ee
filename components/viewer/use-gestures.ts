import { type PointerEvent, useRef } from "react";
import { fromCentre } from "@/components/viewer/use-stage";
import type { Zoom } from "@/components/viewer/use-zoom";
import type { Point } from "@/components/viewer/zoom";

const DOUBLE_TAP_MS = 300;
/** Further than this a press was a drag, and a second tap is another place, px. */
const TAP_PX = 12;

type Tap = Point & { at: number };

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
const placeOf = ({ clientX: x, clientY: y }: PointerEvent): Point => ({ x, y });
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/**
 * One pointer moves the picture, two pinch it, two taps go to 100 % and back. The browser's own double click
 * is not used: it differs from one touch screen to the next.
 */
export function useGestures({ zoomBy, panBy, toggle }: Pick<Zoom, "zoomBy" | "panBy" | "toggle">) {
  const pressed = useRef(new Map<number, Point>());
  const began = useRef<Point | null>(null);
  const lastTap = useRef<Tap | null>(null);

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    const { pointerId, currentTarget } = event;
    const before = pressed.current.get(pointerId);
    if (!before) return;
    const now = placeOf(event);
    pressed.current.set(pointerId, now);
    const other = [...pressed.current].find(([id]) => id !== pointerId)?.[1];
    if (!other) return panBy({ x: now.x - before.x, y: now.y - before.y });
    // A pinch that ends is no tap.
    began.current = null;
    const [from, to] = [middle(before, other), middle(now, other)];
    panBy({ x: to.x - from.x, y: to.y - from.y });
    const centre = fromCentre(currentTarget, { clientX: to.x, clientY: to.y });
    zoomBy(distance(now, other) / Math.max(1, distance(before, other)), centre);
  }

  function onPointerUp(event: PointerEvent<HTMLElement>) {
    const isPress = pressed.current.delete(event.pointerId);
    const place = placeOf(event);
    if (!isPress || !began.current || distance(place, began.current) > TAP_PX) return;
    const tap = { ...place, at: event.timeStamp };
    const last = lastTap.current;
    const isSecond =
      last !== null && tap.at - last.at < DOUBLE_TAP_MS && distance(tap, last) < 2 * TAP_PX;
    lastTap.current = isSecond ? null : tap;
    if (isSecond) toggle(fromCentre(event.currentTarget, event));
  }

  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      // A captured pointer would take the click away from a button that lies here.
      if (event.target instanceof Element && event.target.closest("button, a")) return;
      if (event.pointerType !== "touch") event.currentTarget.setPointerCapture(event.pointerId);
      const place = placeOf(event);
      began.current = pressed.current.size === 0 ? place : null;
      pressed.current.set(event.pointerId, place);
    },
    onPointerMove,
    onPointerUp,
    // The browser has taken the finger to scroll.
    onPointerCancel: ({ pointerId }: PointerEvent<HTMLElement>) => {
      pressed.current.delete(pointerId);
    },
  };
}
