import { useEffect } from "react";
import { draggedPicture } from "@/components/reference-image/dragged-picture";
import { PICTURE_TYPE } from "@/components/reference-image/picture-drag";
import { fileNameOf } from "@/lib/image/policy";
import { imageDownloadUrl, imageUrl } from "@/lib/image/schema/facts";

/**
 * What other programs take of a picture that is dragged to them: its original as a file, which only Chromium
 * knows (`type:name:address`), or its address. No plain text: every field would take it for words.
 */
function offerOriginal({ dataTransfer }: DragEvent) {
  const picture = dataTransfer && draggedPicture(dataTransfer.getData(PICTURE_TYPE));
  if (!picture) return;
  const { imageId, mime, name } = picture;
  const { origin } = location;
  const file = [mime, fileNameOf(name, mime), origin + imageDownloadUrl(imageId)];
  dataTransfer.setData("DownloadURL", file.join(":"));
  dataTransfer.setData("text/uri-list", origin + imageUrl(imageId));
}

/** Lets a picture of ours be dragged out of the page. On the window: after what the picture itself puts into the drag. */
export function useDragOut(): void {
  useEffect(() => {
    addEventListener("dragstart", offerOriginal);
    return () => removeEventListener("dragstart", offerOriginal);
  }, []);
}
