import "server-only";

import type { InspectedImage, MediaLimits } from "@/lib/ports/media";
import { quarantineKey, type SpoolClaim } from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";

/** Of what a gateway may deliver; a 4K picture is 17 megapixels, 1:8 at 4K is 12,288 px high. */
export const RESULT_LIMITS: MediaLimits = {
  pixelsMax: 100_000_000,
  sidePxMin: 1,
  sidePxMax: 16_384,
  takesFirstFrame: true,
};

/** `path` is a second name of the bytes in the spool. */
export type Picture = { path: string; sha256: string; sizeBytes: number; image: InspectedImage };

export type NoPicture = {
  ok: false;
  reason: "unreachable" | "gone" | "unreadable";
  detail: string | null;
};

const REASON = {
  unreachable: "unreachable",
  gone: "gone",
  blocked: "unreadable",
  too_large: "unreadable",
} as const;

/** Fetches what a result's address leads to and proves that it is a picture. @throws {StorageError} */
export async function fetchResult(
  ports: Pick<Ports, "downloader" | "media" | "storage">,
  { variantId, url, claim }: { variantId: string; url: string; claim: SpoolClaim },
): Promise<({ ok: true } & Picture) | NoPicture> {
  const downloaded = await ports.downloader.download(url, claim.path);
  if (!downloaded.ok)
    return { ok: false, reason: REASON[downloaded.reason], detail: downloaded.detail };
  const { sha256, sizeBytes } = downloaded;
  const inspected = await ports.media.inspect(claim.path, RESULT_LIMITS);
  const path = await claim.twin();
  if (inspected.ok) return { ok: true, path, sha256, sizeBytes, image: inspected.image };
  // It was paid for: the bytes are kept for a person to look at, whatever they are.
  await ports.storage.putFile(quarantineKey(variantId, sha256), path);
  await claim.discard();
  return { ok: false, reason: "unreadable", detail: inspected.refusal.code };
}
