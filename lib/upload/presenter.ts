import type { UploadRecord } from "@/lib/ports/upload-repository";
import type { AddedUpload } from "@/lib/upload/schema";

/** Names every field that leaves the server. */
export const presentUpload = ({
  isKnown,
  generationId,
  variantId,
  imageId,
  code,
}: UploadRecord & { isKnown: boolean }): AddedUpload => ({
  ...{ generationId, variantId, imageId, code, isKnown },
});
