import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import {
  clampView,
  fitScale,
  type Point,
  type Size,
  type View,
  zoomAt,
  zoomIn,
  zoomOut,
} from "@/components/viewer/zoom";

const CENTRE: Point = { x: 0, y: 0 };

type Wish = View & { pictureId: string };

/** What is wanted by now. A move draws nothing again: what lies on the stage follows it by itself. */
function createWish() {
  let wish: Wish | null = null;
  let drawings = 0;
  const listeners = new Set<() => void>();
  return {
    get: () => wish,
    drawings: () => drawings,
    set(next: Wish | null, isMove = false) {
      wish = next;
      if (!isMove) drawings += 1;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Zoom and pan; back to fit with each picture. `stage` is null until it has been measured. */
export function useZoom(stage: Size | null, picture: Size & { id: string }) {
  const [wish] = useState(createWish);
  useSyncExternalStore(wish.subscribe, wish.drawings, wish.drawings);
  const { id } = picture;
  // Whatever was turned away from is whole when it comes back.
  useEffect(
    () => () => {
      if (wish.get()?.pictureId === id) wish.set(null, true);
    },
    [wish, id],
  );
  const fit = stage ? fitScale(stage, picture) : 1;
  const viewNow = (): View => {
    const wanted = wish.get();
    const view = wanted?.pictureId === picture.id ? wanted : { ...CENTRE, scale: fit };
    return stage ? clampView(view, stage, picture) : view;
  };
  const view = viewNow();
  const isFit = view.scale <= fit;
  // 100 %, or twice as large where fit is 100 % already.
  const full = fit < 1 ? 1 : 2;

  const zoomTo = (scaleOf: (scale: number) => number, point = CENTRE) => {
    const from = viewNow();
    wish.set({ ...zoomAt(from, scaleOf(from.scale), point), pictureId: picture.id });
  };
  return {
    view,
    isFit,
    /** Calls with each view until it is ended by what it gives back. */
    follow: (move: (view: View) => void) => wish.subscribe(() => move(viewNow())),
    /** Keeps what lies under `point` in its place. */
    zoomBy: (factor: number, point?: Point) => zoomTo((scale) => scale * factor, point),
    zoomIn: () => zoomTo(zoomIn),
    zoomOut: () => zoomTo(zoomOut),
    panBy(by: Point) {
      const { scale, x, y } = viewNow();
      wish.set({ scale, x: x + by.x, y: y + by.y, pictureId: picture.id }, true);
    },
    toggle: (point?: Point) => (isFit ? zoomTo(() => full, point) : wish.set(null)),
  };
}

export type Zoom = ReturnType<typeof useZoom>;

/** Keeps an element in its place while the picture under it moves. `placeOf`: CSS px. */
export function useMovedBy<E extends HTMLElement>(
  zoom: Pick<Zoom, "view" | "follow">,
  placeOf: (view: View) => Point,
) {
  const element = useRef<E>(null);
  useLayoutEffect(() => {
    const move = (view: View) => {
      const { x, y } = placeOf(view);
      if (element.current) element.current.style.translate = `${x}px ${y}px`;
    };
    move(zoom.view);
    return zoom.follow(move);
  });
  return element;
}
