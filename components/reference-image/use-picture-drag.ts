import { useEffect, useEffectEvent } from "react";
import type { DraggedPicture } from "@/components/reference-image/dragged-picture";
import { PICTURE_TYPE } from "@/components/reference-image/picture-drag";

type Dragged = {
  event: DragEvent;
  /** It moves over the page; else the drag has ended. */
  isMoving: boolean;
};

type Take = (picture: DraggedPicture) => void;

async function handOver(data: string, take: Take) {
  const { draggedPicture } = await import("@/components/reference-image/dragged-picture");
  const picture = draggedPicture(data);
  if (picture) take(picture);
}

/**
 * Hears of a picture of ours while it is dragged over the page. `follow` says what is done with one that is let go
 * of there; null where it may not be dropped.
 */
export function usePictureDrag(follow: (dragged: Dragged) => Take | null): void {
  const hear = useEffectEvent((event: DragEvent) => {
    const { dataTransfer, type } = event;
    if (!dataTransfer?.types.includes(PICTURE_TYPE)) return;
    const take = follow({ event, isMoving: type === "dragover" });
    if (!take) return;
    event.preventDefault();
    if (type === "drop") void handOver(dataTransfer.getData(PICTURE_TYPE), take);
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
