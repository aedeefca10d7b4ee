import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";

type Size = { width: number; height: number };
type Place = { clientX: number; clientY: number };

/** Measures what the ref is put on: null until then; follows the window. */
export function useSize(): [
  (element: HTMLElement | null) => (() => void) | undefined,
  Size | null,
] {
  const [size, setSize] = useState<Size | null>(null);
  // A stable function: React would take a new one for another ref and measure again at each render.
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [measure, size];
}

/** Of an event, from the centre of the element, CSS px. */
export function fromCentre(element: HTMLElement, { clientX, clientY }: Place) {
  const box = element.getBoundingClientRect();
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
}

/** React's own wheel listeners are passive and could not keep the page from scrolling. */
export function useWheel(
  element: RefObject<HTMLElement | null>,
  turn: (deltaY: number, point: { x: number; y: number }) => void,
) {
  const latest = useRef(turn);
  useEffect(() => {
    latest.current = turn;
  });
  useEffect(() => {
    const stage = element.current;
    if (!stage) return;
    const listen = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(event.deltaY, fromCentre(stage, event));
    };
    stage.addEventListener("wheel", listen, { passive: false });
    return () => stage.removeEventListener("wheel", listen);
  }, [element]);
}

/** Tells by how much a pressed pointer has moved, CSS px. */
export function useDrag(move: (by: { x: number; y: number }) => void) {
  const from = useRef<Place | null>(null);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      // A captured pointer would take the click away from a button that lies here.
      if (event.target instanceof Element && event.target.closest("button, a")) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = event;
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent<HTMLElement>) => {
      if (!from.current) return;
      move({ x: clientX - from.current.clientX, y: clientY - from.current.clientY });
      from.current = { clientX, clientY };
    },
    onPointerUp: () => {
      from.current = null;
    },
    onPointerCancel: () => {
      from.current = null;
    },
  };
}
