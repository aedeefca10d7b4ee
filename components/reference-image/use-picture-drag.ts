import { useEffect, useEffectEvent } from "react";
import { draggedPicture, PICTURE_TYPE } from "@/components/reference-image/picture-drag";

type Dragged = {
  event: DragEvent;
  /** It moves over the page; else the drag has ended. */
  isMoving: boolean;
  /** What was let go of just now. */
  dropped: ReturnType<typeof draggedPicture>;
};

/** Hears of a picture of ours while it is dragged over the page. `follow` says whether it may be dropped there. */
export function usePictureDrag(follow: (dragged: Dragged) => boolean): void {
  const hear = useEffectEvent((event: DragEvent) => {
    const { dataTransfer, type } = event;
    if (!dataTransfer?.types.includes(PICTURE_TYPE)) return;
    const dropped = type === "drop" ? draggedPicture(dataTransfer.getData(PICTURE_TYPE)) : null;
    if (follow({ event, isMoving: type === "dragover", dropped })) event.preventDefault();
  });
  useEffect(() => {
    const types = ["dragover", "drop", "dragend"] as const;
    const listener = (event: DragEvent) => hear(event);
    for (const type of types) document.addEventListener(type, listener);
    return () => {
      for (const type of types) document.removeEventListener(type, listener);
    };
  }, []);
}
