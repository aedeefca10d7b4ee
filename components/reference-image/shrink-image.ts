import { openPicture } from "@/components/reference-image/open-picture";
import { REFERENCE_PIXELS_MAX, SHRUNK_SIZE_BYTES_MAX } from "@/lib/reference-image/schema/facts";

const LONG_EDGE_PX_MAX = 4096;
const QUALITY = 0.9;
/** Each further try has half of the pixels. */
const TRIES_MAX = 4;

/** The largest scale, at most 1, at which neither the long edge nor the area is too large. */
export function shrinkScale({ width, height }: { width: number; height: number }): number {
  return Math.min(
    1,
    LONG_EDGE_PX_MAX / Math.max(width, height),
    Math.sqrt(REFERENCE_PIXELS_MAX / (width * height)),
  );
}

/**
 * Draws the picture again, smaller, as a kind that the server takes.
 *
 * @throws when the file cannot be opened
 */
export async function shrinkImage(file: File): Promise<File> {
  const bitmap = await openPicture(file);
  try {
    // Only a JPEG is sure to have no transparency.
    const type = file.type === "image/jpeg" ? "image/jpeg" : "image/webp";
    let scale = shrinkScale(bitmap);
    for (let tries = 0; tries < TRIES_MAX; tries++, scale *= Math.SQRT1_2) {
      const blob = await draw(bitmap, scale, type);
      if (blob.size <= SHRUNK_SIZE_BYTES_MAX) return asFile(blob, file.name);
    }
    throw new Error("The picture does not become small enough");
  } finally {
    bitmap.close();
  }
}

function draw(bitmap: ImageBitmap, scale: number, type: string): Promise<Blob> {
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("No 2D canvas");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type, quality: QUALITY });
}

/** A browser that cannot write WebP answers with PNG: the blob knows best. */
function asFile(blob: Blob, name: string): File {
  const extension = blob.type.replace("image/", "").replace("jpeg", "jpg");
  return new File([blob], `${name.replace(/\.[^.]+$/, "")}.${extension}`, { type: blob.type });
}
