import { emptyPixels, type Pixels } from "@/components/reference-image/pixels";

/**
 * The main picture of the file, upright.
 *
 * @throws when it is damaged, or coded in a way that the decoder does not know
 */
export async function decodeHeic(file: Uint8Array): Promise<Pixels> {
  // A file of its own beside ours, loaded by nobody else (decision 009).
  const { default: libheif } = await import("libheif-js/libheif-wasm/libheif-bundle.mjs");
  const { HeifDecoder } = libheif();
  const images = new HeifDecoder().decode(file);
  const image = images.find((each) => each.is_primary()) ?? images[0];
  if (!image) throw new Error("No picture in the file");
  const pixels = emptyPixels(image.get_width(), image.get_height());
  const shown = await new Promise((resolve) => image.display(pixels, resolve));
  if (!shown) throw new Error("The picture cannot be decoded");
  return pixels;
}
