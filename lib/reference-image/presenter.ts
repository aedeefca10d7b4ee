import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";
import type { ReferenceImageView } from "@/lib/reference-image/schema";

export const presentReferenceImage = (image: ReferenceImageRecord): ReferenceImageView => ({
  id: image.id,
  fileName: image.fileName,
  mime: image.mime,
  width: image.width,
  height: image.height,
  sizeBytes: image.sizeBytes,
  thumbhash: Buffer.from(image.thumbhash).toString("base64"),
});
