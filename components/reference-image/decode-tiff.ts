import type { IFD } from "utif2";
import { emptyPixels, type Pixels, upright } from "@/components/reference-image/pixels";

/** The numbers of the tags in the TIFF 6 specification. */
const TAG = { width: "t256", height: "t257", photometric: "t262", orientation: "t274" } as const;
/** From here on a page holds the raw data of a sensor, which is no picture yet. */
const PHOTOMETRIC_RAW_MIN = 32_000;

/**
 * The largest page of the file, upright.
 *
 * @throws when it is damaged, or packed in a way that the decoder does not know
 */
export async function decodeTiff(file: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  const { decode, decodeImage, toRGBA8 } = await import("utif2");
  const page = decode(file.buffer)
    .filter((each) => tag(each, TAG.photometric) < PHOTOMETRIC_RAW_MIN)
    .toSorted((a, b) => areaOf(b) - areaOf(a))[0];
  if (!page) throw new Error("No picture in the file");
  const pixels = emptyPixels(tag(page, TAG.width), tag(page, TAG.height));
  decodeImage(file.buffer, page);
  pixels.data.set(toRGBA8(page));
  return upright(pixels, tag(page, TAG.orientation));
}

function tag(page: IFD, name: string): number {
  const value = page[name];
  return Array.isArray(value) ? Number(value[0]) : 0;
}

const areaOf = (page: IFD) => tag(page, TAG.width) * tag(page, TAG.height);
