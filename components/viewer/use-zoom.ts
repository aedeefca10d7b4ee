import { useState } from "react";
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

/** Zoom and pan; back to fit with each picture. `stage` is null until it has been measured. */
export function useZoom(stage: Size | null, picture: Size & { id: string }) {
  const [wanted, setWanted] = useState<(View & { pictureId: string }) | null>(null);
  // Whatever was turned away from is whole when it comes back.
  if (wanted && wanted.pictureId !== picture.id) setWanted(null);
  const fit = stage ? fitScale(stage, picture) : 1;
  const viewOf = (wish: typeof wanted): View => {
    const view = wish?.pictureId === picture.id ? wish : { ...CENTRE, scale: fit };
    return stage ? clampView(view, stage, picture) : view;
  };
  const view = viewOf(wanted);
  const isFit = view.scale <= fit;
  // 100 %, or twice as large where fit is 100 % already.
  const full = fit < 1 ? 1 : 2;

  // From what is wanted by then: two fingers move before the screen is drawn again.
  const change = (to: (view: View) => View) =>
    setWanted((wish) => ({ ...to(viewOf(wish)), pictureId: picture.id }));
  const zoomTo = (scaleOf: (scale: number) => number, point = CENTRE) =>
    change((from) => zoomAt(from, scaleOf(from.scale), point));
  return {
    view,
    isFit,
    /** Keeps what lies under `point` in its place. */
    zoomBy: (factor: number, point?: Point) => zoomTo((scale) => scale * factor, point),
    zoomIn: () => zoomTo(zoomIn),
    zoomOut: () => zoomTo(zoomOut),
    panBy: (by: Point) => change((from) => ({ ...from, x: from.x + by.x, y: from.y + by.y })),
    toggle: (point?: Point) => (isFit ? zoomTo(() => full, point) : setWanted(null)),
  };
}

export type Zoom = ReturnType<typeof useZoom>;
