import { useState } from "react";
import { useDropzone } from "react-dropzone";
import { dropPlace } from "@/components/reference-image/drop-place";
import type { Drop } from "@/components/reference-image/drop-tiles";
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

/**
 * Takes files that are dropped anywhere over the studio; folders are opened. `rootProps` are for a layer
 * over the whole window that is there while `drop` is not null.
 */
export function useWindowDrop(add: (files: File[], place: DropPlace) => void) {
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
      add(files, "clientX" in event ? placeUnder(event.clientX, event.clientY) : null);
      setHeld(NOWHERE);
    },
  });
  return { drop: isDragGlobal ? held : null, rootProps: getRootProps() };
}
