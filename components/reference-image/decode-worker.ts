import { decodeHeic } from "@/components/reference-image/decode-heic";
import { decodeTiff } from "@/components/reference-image/decode-tiff";
import { SIGNATURE_BYTES, sniffImage } from "@/components/reference-image/sniff-image";

/** Null when the file could not be decoded. */
export type Decoded = ImageBitmap | null;

const DECODERS = { "image/heic": decodeHeic, "image/tiff": decodeTiff };

async function decode(file: Blob): Promise<Decoded> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = sniffImage(bytes.subarray(0, SIGNATURE_BYTES));
  if (kind !== "image/heic" && kind !== "image/tiff") return null;
  const { data, width, height } = await DECODERS[kind](bytes);
  return createImageBitmap(new ImageData(data, width, height));
}

// Seconds of work for a large photograph: the page must go on meanwhile.
self.onmessage = async ({ data: file }: MessageEvent<Blob>) => {
  const decoded = await decode(file).catch(() => null);
  self.postMessage(decoded, { transfer: decoded ? [decoded] : [] });
};
