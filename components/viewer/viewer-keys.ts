import type { KeyboardEvent } from "react";
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
  compare: (() => void) | null;
  /** Takes the picture into the tray. */
  refer: (() => void) | null;
  chooseSurround: (surround: Surround) => void;
};

const ARROWS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: PAN_STEP_PX, y: 0 },
  ArrowRight: { x: -PAN_STEP_PX, y: 0 },
  ArrowUp: { x: 0, y: PAN_STEP_PX },
  ArrowDown: { x: 0, y: -PAN_STEP_PX },
};

/** What a key does to zoom and place; the same in the viewer and in compare. Null when nothing. */
export function zoomMoveOf(code: string, zoom: Zoom): (() => void) | null {
  const arrow = ARROWS[code];
  if (arrow) return zoom.isFit ? null : () => zoom.panBy(arrow);
  switch (code) {
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

function plainMoveOf(code: string, moves: ViewerMoves): (() => void) | null {
  const move = zoomMoveOf(code, moves.zoom);
  if (move) return move;
  const places: Record<string, (() => void) | null> = {
    ArrowLeft: moves.previous,
    ArrowRight: moves.next,
    ArrowUp: moves.up,
    ArrowDown: moves.down,
    KeyC: moves.compare,
  };
  return places[code] ?? null;
}

function shiftedMoveOf(code: string, moves: ViewerMoves): (() => void) | null {
  const surround = SURROUND_NAMES.find((_, index) => code === `Digit${index + 1}`);
  if (surround) return () => moves.chooseSurround(surround);
  return code === "KeyR" ? moves.refer : null;
}

/** By the place of a key, so that it is the same one on a Russian keyboard. */
export function pressViewerKey(event: KeyboardEvent, moves: ViewerMoves) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const shifted = event.shiftKey ? shiftedMoveOf(event.code, moves) : null;
  const move = shifted ?? plainMoveOf(event.code, moves);
  if (!move) return;
  event.preventDefault();
  move();
}
