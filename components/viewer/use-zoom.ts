import { useState } from "react";
import { clampView, fitScale, type View, zoomAt, zoomIn, zoomOut } from "@/components/viewer/zoom";

type Size = { width: number; height: number };
type Point = { x: number; y: number };

const CENTRE: Point = { x: 0, y: 0 };

/** Zoom and pan; back to fit with each picture. `stage` is null until it has been measured. */
export function useZoom(stage: Size | null, picture: Size & { id: string }) {
  const [wanted, setWanted] = useState<(View & { pictureId: string }) | null>(null);
  const fit = stage ? fitScale(stage, picture) : 1;
  const wish = wanted?.pictureId === picture.id ? wanted : { ...CENTRE, scale: fit };
  const view = stage ? clampView(wish, stage, picture) : wish;
  const isFit = view.scale <= fit;
  // 100 %, or twice as large where fit is 100 % already.
  const full = fit < 1 ? 1 : 2;

  const show = (next: View) => setWanted({ ...next, pictureId: picture.id });
  const zoomTo = (scale: number, point = CENTRE) => show(zoomAt(view, scale, point));
  return {
    view,
    isFit,
    zoomTo,
    zoomIn: () => zoomTo(zoomIn(view.scale)),
    zoomOut: () => zoomTo(zoomOut(view.scale)),
    panBy: (by: Point) => show({ ...view, x: view.x + by.x, y: view.y + by.y }),
    toggle: (point = CENTRE) => (isFit ? zoomTo(full, point) : setWanted(null)),
  };
}

export type Zoom = ReturnType<typeof useZoom>;
