import { useShortcut } from "@/components/keyboard/use-shortcut";
import { SURROUND_NAMES, type Surround } from "@/components/viewer/surround";
import type { Zoom } from "@/components/viewer/use-zoom";

const PAN_STEP_PX = 80;

/** A move that is null has nowhere to go. */
export type ViewerMoves = {
  zoom: Zoom;
  previous: (() => void) | null;
  next: (() => void) | null;
  /** To the picture that this one goes on from, and to one that goes on from it. */
  up: (() => void) | null;
  down: (() => void) | null;
  chooseSurround: (surround: Surround) => void;
};

const ARROWS: Partial<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: PAN_STEP_PX, y: 0 },
  ArrowRight: { x: -PAN_STEP_PX, y: 0 },
  ArrowUp: { x: 0, y: PAN_STEP_PX },
  ArrowDown: { x: 0, y: -PAN_STEP_PX },
};

/** The same in the viewer and in compare. */
export function useZoomKeys(zoom: Zoom): void {
  useShortcut("zoomIn", zoom.zoomIn);
  useShortcut("zoomOut", zoom.zoomOut);
  useShortcut("fitOrFull", () => zoom.toggle());
}

/** False where the whole picture is in view. */
export function panByArrow({ code }: KeyboardEvent, zoom: Zoom): boolean {
  const step = ARROWS[code];
  if (!step || zoom.isFit) return false;
  zoom.panBy(step);
  return true;
}

export function useViewerKeys({ zoom, chooseSurround, ...moves }: ViewerMoves): void {
  const places: Partial<Record<string, (() => void) | null>> = {
    ArrowLeft: moves.previous,
    ArrowRight: moves.next,
    ArrowUp: moves.up,
    ArrowDown: moves.down,
  };
  function go(event: KeyboardEvent) {
    if (panByArrow(event, zoom)) return true;
    const move = places[event.code];
    move?.();
    return move != null;
  }
  useZoomKeys(zoom);
  useShortcut("turn", go);
  useShortcut("walkLineage", go);
  useShortcut("surround", ({ code }) => {
    const name = SURROUND_NAMES[Number(code.at(-1)) - 1];
    if (name) chooseSurround(name);
  });
}
