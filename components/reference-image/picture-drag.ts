import type { DragEvent } from "react";
import { z } from "zod";
import type { ImageView } from "@/lib/image/schema";

/** Of one of our pictures while it is dragged through the page. */
export const PICTURE_TYPE = "application/x-maquette-picture";

const draggedSchema = z.object({
  imageId: z.ulid(),
  thumbhash: z.string().nullable(),
  /** Such as `AK-1122-08/2`. */
  name: z.string(),
});

/** Makes an element the handle of a picture that can be dropped into the tray. */
export const pictureDrag = (
  { id, thumbhash }: Pick<ImageView, "id" | "thumbhash">,
  name: string,
) => ({
  draggable: true,
  onDragStart({ dataTransfer }: DragEvent) {
    const dragged: z.infer<typeof draggedSchema> = { imageId: id, thumbhash, name };
    dataTransfer.setData(PICTURE_TYPE, JSON.stringify(dragged));
    dataTransfer.effectAllowed = "copy";
  },
});

/** Null for what did not come from this page. */
export function draggedPicture(data: string) {
  try {
    return draggedSchema.parse(JSON.parse(data));
  } catch {
    return null;
  }
}
