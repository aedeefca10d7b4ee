import { useState } from "react";
import { useDropzone } from "react-dropzone";
import type { Tray } from "@/components/composer/use-tray";
import { dropPlace } from "@/components/reference-image/drop-place";
import type { Drop } from "@/components/reference-image/drop-tiles";
import type { DropPlace } from "@/components/reference-image/slots";
import { usePictureDrag } from "@/components/reference-image/use-picture-drag";
import { ADD_STOP } from "@/components/reference-image/use-tile-keys";
import { COMPOSER_ID } from "@/components/shell/skip-links";

const placeUnder = (x: number, y: number): DropPlace =>
  dropPlace(
    [...document.querySelectorAll(`#${COMPOSER_ID} [data-tile]:not([data-tile=${ADD_STOP}])`)].map(
      (tile) => tile.getBoundingClientRect(),
    ),
    { x, y },
  );

const isSame = (a: Drop, b: Drop) =>
  a.count === b.count && a.place?.kind === b.place?.kind && a.place?.index === b.place?.index;

const NOWHERE: Drop = { count: 1, place: null };

/** Takes our own pictures that are dropped on the composer. */
function usePictureDrop(stage: Tray["stage"]): Drop | null {
  const [held, setHeld] = useState<Drop | null>(null);
  usePictureDrag(({ event: { clientX, clientY, target }, isMoving, dropped }) => {
    const isOver = target instanceof Element && target.closest(`#${COMPOSER_ID}`) !== null;
    const place = placeUnder(clientX, clientY);
    const next = isOver && isMoving ? { count: 1, place } : null;
    setHeld((before) => (before && next && isSame(before, next) ? before : next));
    if (isOver && dropped) void stage(dropped, place);
    return isOver;
  });
  return held;
}

/**
 * Takes files that are dropped anywhere over the studio; folders are opened. `rootProps` are for a layer
 * over the whole window that is there while files are held.
 */
export function useWindowDrop({ add, stage }: Pick<Tray, "add" | "stage">) {
  const picture = usePictureDrop(stage);
  const [held, setHeld] = useState(NOWHERE);
  const { getRootProps, isDragGlobal } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    onDragOver({ dataTransfer, clientX, clientY }) {
      const files = [...dataTransfer.items].filter(({ kind }) => kind === "file");
      const next = { count: Math.max(1, files.length), place: placeUnder(clientX, clientY) };
      setHeld((before) => (isSame(before, next) ? before : next));
    },
    onDrop(files, _, event) {
      void add(files, "clientX" in event ? placeUnder(event.clientX, event.clientY) : null);
      setHeld(NOWHERE);
    },
  });
  // A picture of ours finds its place without the layer.
  return {
    drop: isDragGlobal ? held : picture,
    rootProps: { ...getRootProps(), hidden: !isDragGlobal },
  };
}
