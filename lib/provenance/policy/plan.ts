import type { ImageMime } from "@/lib/image/schema/facts";
import type { ByteSource, Edit, Piece, Planned } from "@/lib/provenance/policy/bytes";
import { planJpeg } from "@/lib/provenance/policy/jpeg";
import { planPng } from "@/lib/provenance/policy/png";
import { planWebp } from "@/lib/provenance/policy/webp";
import type { Provenance } from "@/lib/provenance/schema";

const PLANS = {
  "image/jpeg": planJpeg,
  "image/png": planPng,
  "image/webp": planWebp,
} satisfies Record<ImageMime, typeof planJpeg>;

/** Of one read, and of what is held at a time. */
const CHUNK_BYTES = 64 * 1024;

/**
 * How the file becomes one that says where it comes from (IPTC source type, model, code, prompt), in an XMP packet.
 * Its pixels and what else stands in it stay byte for byte. Reads little more than the heads of its parts.
 */
export const planProvenance = (
  source: ByteSource,
  mime: ImageMime,
  provenance: Provenance,
): Promise<Planned> => PLANS[mime](source, provenance);

/** The new file, in parts of at most 64 KiB of the original. */
export async function* edited(source: ByteSource, { pieces }: Edit): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield* partsOf(source, piece);
}

async function* partsOf(source: ByteSource, piece: Piece): AsyncGenerator<Uint8Array> {
  if (piece instanceof Uint8Array) return yield piece;
  for (let from = piece.from; from < piece.to; from += CHUNK_BYTES) {
    yield await source.read(from, Math.min(from + CHUNK_BYTES, piece.to));
  }
}

/** Of a file that is held whole. */
export const sourceOf = (bytes: Uint8Array): ByteSource => ({
  sizeBytes: bytes.length,
  read: async (start, end) => bytes.subarray(start, end),
});
