import type { FileProblem } from "@/components/reference-image/slots";
import {
  type ImageKind,
  isAccepted,
  SIGNATURE_BYTES,
  sniffImage,
} from "@/components/reference-image/sniff-image";
import { REFERENCE_SIZE_BYTES_MAX } from "@/lib/reference-image/schema/facts";

/** By its first bytes. */
export const kindOf = async (file: File): Promise<ImageKind | null> =>
  sniffImage(new Uint8Array(await file.slice(0, SIGNATURE_BYTES).arrayBuffer()));

/** What can be said about a file without sending it; null when nothing speaks against it. */
export async function checkFile(
  file: File,
  limitBytes = REFERENCE_SIZE_BYTES_MAX,
): Promise<FileProblem | null> {
  if (file.size === 0) return { code: "empty_file" };
  const kind = await kindOf(file);
  if (!kind) return { code: "not_an_image" };
  if (!isAccepted(kind)) return { code: "unsupported_kind", kind };
  return file.size > limitBytes ? { code: "too_large", sizeBytes: file.size, limitBytes } : null;
}
