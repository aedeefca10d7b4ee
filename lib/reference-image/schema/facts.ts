// What the browser has before its first paint: no parser here.
import type { DerivativeWidth } from "@/lib/image/schema/facts";

/** What the gateway takes per file (contract, section 2); above it the composer offers to shrink. */
export const REFERENCE_SIZE_BYTES_MAX = 10 * 1024 * 1024;
/** What the door takes; a file between the two is stored whole and sent as a smaller copy. */
export const UPLOAD_SIZE_BYTES_MAX = 20 * 1024 * 1024;
export const REFERENCE_PIXELS_MAX = 50_000_000;
export const REFERENCE_SIDE_PX_MIN = 16;
export const REFERENCE_SIDE_PX_MAX = 16_384;
/** Header of `PUT /api/uploads/:id` with the percent-encoded name of the file. */
export const FILE_NAME_HEADER = "x-file-name";

/** Right side up and without GPS; `width` gives a WebP of that long edge in px. */
export const referenceImageUrl = (id: string, width?: DerivativeWidth) =>
  width ? `/api/reference-images/${id}?w=${width}` : `/api/reference-images/${id}`;
/** What a file that is too large is made into: under the gateway's 10 MB with room to spare. */
export const SHRUNK_SIZE_BYTES_MAX = 8 * 1024 * 1024;
