import { useEffect } from "react";
import { useDropzone } from "react-dropzone";
import { usePaste } from "@/components/composer/use-paste";
import { usePasteKey } from "@/components/composer/use-paste-key";
import type { Tray } from "@/components/composer/use-tray";
import { placeUnder } from "@/components/composer/use-window-drop";
import type { Drop } from "@/components/reference-image/drop-tiles";
import { useDragOut } from "@/components/reference-image/use-drag-out";

const NOWHERE: Drop = { count: 1, place: null };

type FileDropProps = {
  add: Tray["add"];
  /** Told what is held over the window; null when nothing is. A stable function. */
  hold: (drop: Drop | null) => void;
};

/**
 * A layer over the whole studio that is there while files are held, and takes them; folders are opened. With it
 * comes whatever pastes a picture, and the way out of the page: nobody has files to give or take before it is here.
 */
export function FileDrop({ add, hold }: FileDropProps) {
  const { getRootProps, isDragGlobal } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    onDragOver({ dataTransfer, clientX, clientY }) {
      const files = [...dataTransfer.items].filter(({ kind }) => kind === "file");
      hold({ count: Math.max(1, files.length), place: placeUnder(clientX, clientY) });
    },
    onDrop(files, _, event) {
      void add(files, "clientX" in event ? placeUnder(event.clientX, event.clientY) : null);
      hold(null);
    },
  });
  usePaste((files) => void add(files));
  usePasteKey((files) => void add(files));
  useDragOut();
  useEffect(() => hold(isDragGlobal ? NOWHERE : null), [hold, isDragGlobal]);
  return <div {...getRootProps()} hidden={!isDragGlobal} className="fixed inset-0 z-(--z-drop)" />;
}
