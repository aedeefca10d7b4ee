import { z } from "zod";
import { imageMimeSchema } from "@/lib/image/schema";

const draggedSchema = z.object({
  imageId: z.ulid(),
  thumbhash: z.string().nullable(),
  mime: imageMimeSchema,
  /** Such as `AK-1122-08/2`. */
  name: z.string(),
});
export type DraggedPicture = z.infer<typeof draggedSchema>;

/** What `pictureDrag` has put into the drag. Null for what did not come from this page. */
export function draggedPicture(data: string): DraggedPicture | null {
  try {
    return draggedSchema.parse(JSON.parse(data));
  } catch {
    return null;
  }
}
