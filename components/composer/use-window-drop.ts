import { useEffect, useEffectEvent, useState } from "react";
import { useDropzone } from "react-dropzone";
import type { Tray } from "@/components/composer/use-tray";
import { dropPlace } from "@/components/reference-image/drop-place";
import type { Drop } from "@/components/reference-image/drop-tiles";
import { draggedPicture, PICTURE_TYPE } from "@/components/reference-image/picture-drag";
import type { DropPlace } from "@/components/reference-image/slots";
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
  const follow = useEffectEvent((event: DragEvent) => {
    const { dataTransfer, clientX, clientY, target, type } = event;
    if (!dataTransfer?.types.includes(PICTURE_TYPE)) return;
    const isOver = target instanceof Element && target.closest(`#${COMPOSER_ID}`) !== null;
    const place = placeUnder(clientX, clientY);
    if (isOver) event.preventDefault();
    const next = isOver && type === "dragover" ? { count: 1, place } : null;
    setHeld((before) => (before && next && isSame(before, next) ? before : next));
    const picture = type === "drop" ? draggedPicture(dataTransfer.getData(PICTURE_TYPE)) : null;
    if (isOver && picture) void stage(picture, place);
  });
  useEffect(() => {
    const types = ["dragover", "drop", "dragend"] as const;
    const listener = (event: DragEvent) => follow(event);
    for (const type of types) document.addEventListener(type, listener);
    return () => {
      for (const type of types) document.removeEventListener(type, listener);
    };
  }, []);
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
