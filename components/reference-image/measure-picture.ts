import { type Measures, measuresOf } from "@/components/reference-image/measure";
import { referenceImageUrl } from "@/lib/reference-image/schema/facts";

const LONG_EDGE_PX = 512;

/**
 * Of a small copy that the browser keeps, so that it is the same after a reload and for what was recalled.
 *
 * @throws when the picture is gone or cannot be drawn
 */
export async function measurePicture(id: string): Promise<Measures> {
  const response = await fetch(referenceImageUrl(id, 640));
  if (!response.ok) throw new Error(`Reference image ${id}: ${response.status}`);
  const bitmap = await createImageBitmap(await response.blob());
  try {
    const { width, height } = bitmap;
    const scale = Math.min(1, LONG_EDGE_PX / Math.max(width, height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(width * scale)),
      Math.max(1, Math.round(height * scale)),
    );
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("No 2D canvas");
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    return { width, height, ...measuresOf(pixels) };
  } finally {
    bitmap.close();
  }
}
