import type { DragEvent } from "react";
import type { DraggedPicture } from "@/components/reference-image/dragged-picture";
import type { ImageView } from "@/lib/image/schema";

/** Of one of our pictures while it is dragged through the page. */
export const PICTURE_TYPE = "application/x-maquette-picture";

/** Makes an element the handle of a picture that can be dropped into the tray. */
export const pictureDrag = (
  { id, thumbhash, mime }: Pick<ImageView, "id" | "thumbhash" | "mime">,
  name: string,
) => ({
  draggable: true,
  onDragStart({ dataTransfer }: DragEvent) {
    const dragged: DraggedPicture = { imageId: id, thumbhash, mime, name };
    dataTransfer.setData(PICTURE_TYPE, JSON.stringify(dragged));
    dataTransfer.effectAllowed = "copy";
  },
});
