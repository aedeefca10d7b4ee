import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { layCells, seenCells } from "@/components/collection/order";

/** px. Three beside each other on a phone. */
const CELL_MIN = { phone: 104, desk: 168 };
const PHONE_WIDTH = 600;

type Seen = { width: number; top: number; bottom: number };

/** Which cells of a long list are in the window, with as much again above and below. */
export function useSeenCells(
  scroller: RefObject<HTMLElement | null>,
  room: RefObject<HTMLElement | null>,
  count: number,
) {
  const [seen, setSeen] = useState<Seen>({ width: 0, top: 0, bottom: 0 });
  const measure = useEffectEvent(() => {
    if (!scroller.current || !room.current) return;
    const window = scroller.current.getBoundingClientRect();
    const list = room.current.getBoundingClientRect();
    const from = window.top - list.top;
    // In steps: a frame that shows nothing new draws nothing.
    const step = Math.max(1, Math.round(window.height / 2));
    const top = Math.floor(from / step) * step - window.height;
    const now = { width: list.width, top, bottom: top + 3 * window.height + step };
    setSeen((old) =>
      old.width === now.width && old.top === now.top && old.bottom === now.bottom ? old : now,
    );
  });
  useEffect(() => {
    const [outer, inner] = [scroller.current, room.current];
    if (!outer || !inner) return;
    const onChange = () => measure();
    const observer = new ResizeObserver(onChange);
    observer.observe(outer);
    observer.observe(inner);
    outer.addEventListener("scroll", onChange, { passive: true });
    return () => {
      observer.disconnect();
      outer.removeEventListener("scroll", onChange);
    };
  }, [scroller, room]);
  const layout = layCells(
    seen.width,
    seen.width < PHONE_WIDTH ? CELL_MIN.phone : CELL_MIN.desk,
    count,
  );
  const cells = seen.width === 0 ? { first: 0, end: 0 } : seenCells(layout, seen, count);
  return { layout, ...cells };
}
