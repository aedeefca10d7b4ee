import { useState } from "react";
import type { Tray } from "@/components/composer/use-tray";
import { dropPlace } from "@/components/reference-image/drop-place";
import type { Drop } from "@/components/reference-image/drop-tiles";
import type { DropPlace } from "@/components/reference-image/slots";
import { usePictureDrag } from "@/components/reference-image/use-picture-drag";
import { ADD_STOP } from "@/components/reference-image/use-tile-keys";
import { COMPOSER_ID } from "@/components/shell/skip-links";

/** Where something that is dropped at this place of the window would land. */
export const placeUnder = (x: number, y: number): DropPlace =>
  dropPlace(
    [...document.querySelectorAll(`#${COMPOSER_ID} [data-tile]:not([data-tile=${ADD_STOP}])`)].map(
      (tile) => tile.getBoundingClientRect(),
    ),
    { x, y },
  );

const isSame = (a: Drop, b: Drop) =>
  a.count === b.count && a.place?.kind === b.place?.kind && a.place?.index === b.place?.index;

const kept = (before: Drop | null, next: Drop | null) =>
  before && next && isSame(before, next) ? before : next;

/** Takes our own pictures that are dropped on the composer. */
function usePictureDrop(stage: Tray["stage"]): Drop | null {
  const [held, setHeld] = useState<Drop | null>(null);
  usePictureDrag(({ event: { clientX, clientY, target }, isMoving }) => {
    const isOver = target instanceof Element && target.closest(`#${COMPOSER_ID}`) !== null;
    const place = placeUnder(clientX, clientY);
    const next = isOver && isMoving ? { count: 1, place } : null;
    setHeld((before) => kept(before, next));
    return isOver ? (picture) => void stage(picture, place) : null;
  });
  return held;
}

/** What is held over the studio and where it would land: one of our pictures, or files of which `FileDrop` tells. */
export function useWindowDrop(stage: Tray["stage"]) {
  const picture = usePictureDrop(stage);
  const [files, setFiles] = useState<Drop | null>(null);
  const [hold] = useState(() => (next: Drop | null) => setFiles((before) => kept(before, next)));
  return { drop: files ?? picture, hold };
}
