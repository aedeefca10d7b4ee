import type { KeyboardEvent } from "react";
import type { Zoom } from "@/components/viewer/use-zoom";

const PAN_STEP_PX = 80;

export type ViewerMoves = { zoom: Zoom; previous: (() => void) | null; next: (() => void) | null };

const ARROWS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: PAN_STEP_PX, y: 0 },
  ArrowRight: { x: -PAN_STEP_PX, y: 0 },
  ArrowUp: { x: 0, y: PAN_STEP_PX },
  ArrowDown: { x: 0, y: -PAN_STEP_PX },
};

function moveOf(code: string, { zoom, previous, next }: ViewerMoves): (() => void) | null {
  const arrow = ARROWS[code];
  if (arrow && !zoom.isFit) return () => zoom.panBy(arrow);
  switch (code) {
    case "ArrowLeft":
      return previous;
    case "ArrowRight":
      return next;
    case "Equal":
    case "NumpadAdd":
      return zoom.zoomIn;
    case "Minus":
    case "NumpadSubtract":
      return zoom.zoomOut;
    case "Digit0":
    case "Numpad0":
    case "KeyZ":
      return () => zoom.toggle();
    default:
      return null;
  }
}

/** By the place of a key, so that it is the same one on a Russian keyboard. */
export function pressViewerKey(event: KeyboardEvent, moves: ViewerMoves) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const move = moveOf(event.code, moves);
  if (!move) return;
  event.preventDefault();
  move();
}
