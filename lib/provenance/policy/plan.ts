import type { ImageMime } from "@/lib/image/schema/facts";
import type { ByteSource, Planned } from "@/lib/provenance/policy/bytes";
import { planJpeg, readJpegXmp } from "@/lib/provenance/policy/jpeg";
import { planPng, readPngXmp } from "@/lib/provenance/policy/png";
import { planWebp, readWebpXmp } from "@/lib/provenance/policy/webp";
import { isPacket, portableXmp } from "@/lib/provenance/policy/xmp";
import type { Provenance } from "@/lib/provenance/schema";

const PLANS = {
  "image/jpeg": planJpeg,
  "image/png": planPng,
  "image/webp": planWebp,
} satisfies Record<ImageMime, typeof planJpeg>;

/**
 * How the file becomes one that says where it comes from (IPTC source type, model, code, prompt), in an XMP packet.
 * Its pixels and what else stands in it stay byte for byte. Reads little more than the heads of its parts.
 */
export const planProvenance = (
  source: ByteSource,
  mime: ImageMime,
  provenance: Provenance,
): Promise<Planned> => PLANS[mime](source, provenance);

const READERS = {
  "image/jpeg": readJpegXmp,
  "image/png": readPngXmp,
  "image/webp": readWebpXmp,
} satisfies Record<ImageMime, (source: ByteSource) => Promise<string | null>>;

/** What of the packet of an original can be carried over to a copy; null where there is none that can be read. */
export async function readCarried(source: ByteSource, mime: ImageMime): Promise<string | null> {
  const packet = await READERS[mime](source);
  return packet && isPacket(packet) ? portableXmp(packet) : null;
}
