import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Point, Size } from "@/components/viewer/zoom";

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
  turn: (deltaY: number, point: Point) => void,
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
