import { closeSync, openSync, readSync } from "node:fs";
import type { Metadata } from "sharp";
import type { ImageMime } from "@/lib/image/schema/facts";
import { findKind, HEAD_BYTES } from "@/lib/media/kind";
import { openImage } from "@/lib/media/open-image";
import { scanPng } from "@/lib/media/png-chunks";
import type { Inspection } from "@/lib/media/schema";
import type { MediaLimits, MediaRefusal } from "@/lib/ports/media";

/** Below what the decode process may use; it would die of more, but only after seconds of work. */
const HELD_BYTES_MAX = 512 * 1024 * 1024;

/** @throws when the file cannot be read; what is wrong with its content is a refusal. */
export async function inspect(path: string, limits: MediaLimits): Promise<Inspection> {
  const seen = look(path);
  if ("code" in seen) return { ok: false, refusal: seen };
  try {
    const metadata = await openImage(path, Number.MAX_SAFE_INTEGER).metadata();
    const refusal = refuseByHeader(metadata, limits);
    if (refusal) return { ok: false, refusal };
    await decodeWhole(path, metadata);
    return { ok: true, image: describe(seen.mime, metadata) };
  } catch {
    return { ok: false, refusal: { code: "image_malformed" } };
  }
}

/** Kind by the bytes, and what can be refused without a decoder. */
function look(path: string): { mime: ImageMime } | MediaRefusal {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const headBytes = readSync(file, head, { position: 0 });
    if (headBytes === 0) return { code: "empty_file" };
    const kind = findKind(head.subarray(0, headBytes));
    if (!kind) return { code: "not_an_image" };
    if ("unsupported" in kind) return { code: "unsupported_kind", kind: kind.unsupported };
    const chunks = kind.mime === "image/png" ? scanPng(file) : "sound";
    if (chunks === "animated") return { code: "image_animated" };
    return chunks === "malformed" ? { code: "image_malformed" } : kind;
  } finally {
    closeSync(file);
  }
}

function refuseByHeader(metadata: Metadata, limits: MediaLimits): MediaRefusal | null {
  const { width, height } = metadata.autoOrient;
  if ((metadata.pages ?? 1) > 1 && !limits.takesFirstFrame) return { code: "image_animated" };
  const megapixels = (pixels: number) => Math.ceil(pixels / 100_000) / 10;
  const pixelsMax = Math.min(limits.pixelsMax, HELD_BYTES_MAX / heldBytesPerPixel(metadata));
  if (width * height > pixelsMax) {
    return {
      code: "too_many_pixels",
      megapixels: megapixels(width * height),
      limitMegapixels: megapixels(pixelsMax),
    };
  }
  const inRange = (side: number) => side >= limits.sidePxMin && side <= limits.sidePxMax;
  return inRange(width) && inRange(height) ? null : { code: "side_out_of_range", width, height };
}

/** What comes in passes is held whole until the last one: interlaced pixels, or the coefficients of a JPEG. */
function heldBytesPerPixel({ isProgressive, format, depth, channels }: Metadata): number {
  if (!isProgressive) return 0;
  return format === "jpeg" || depth === "ushort" ? channels * 2 : channels;
}

/**
 * Reads every pixel and keeps none: a 50 MP picture would be 200 MB. The cut to its own size switches
 * off JPEG shrink-on-load, which does not notice that the last bytes are missing; `stats()` lets cut
 * interlaced PNGs pass (sharp 0.35.5).
 */
async function decodeWhole(path: string, { width, height }: Metadata): Promise<void> {
  await openImage(path, width * height)
    .extract({ left: 0, top: 0, width, height })
    .resize(8, 8, { fit: "fill" })
    .raw()
    .toBuffer();
}

function describe(mime: ImageMime, metadata: Metadata) {
  const { autoOrient, comments, exif, iptc, xmp, orientation = 1 } = metadata;
  return {
    mime,
    width: autoOrient.width,
    height: autoOrient.height,
    // Text chunks of a PNG count too: programs write places, names and prompts into them.
    needsCleanCopy: orientation !== 1 || Boolean(exif ?? iptc ?? xmp ?? comments),
  };
}
