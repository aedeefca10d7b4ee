import "server-only";

import { UPLOAD_FRESH_MS } from "@/lib/generation/policy";
import {
  countFailure,
  failVariant,
  msSince,
  NOT_CHARGED,
  openCircuit,
  openGateway,
  type SubmitPorts,
} from "@/lib/generation/service/engine";
import { giveTurnBack } from "@/lib/generation/service/turn";
import { type Gateway, GatewayError } from "@/lib/ports/gateway";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { GenerationReferenceRecord, Work } from "@/lib/ports/generation-repository";
import { blobKey, cleanCopyKey, StorageError } from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";

/** Between tries; uploads are free and may be repeated as often as it takes. */
const RETRY_MS = 5_000;

/**
 * URLs of the references that are switched on, on the gateway, in slot order. Null when the variant has been failed or
 * waits: this is free and safe to repeat, nothing has been paid for yet.
 */
export async function uploadReferences(
  ports: SubmitPorts,
  work: Work,
  usable: UsableKey,
): Promise<string[] | null> {
  const gateway = openGateway(ports, usable);
  const urls: string[] = [];
  try {
    for (const reference of work.generation.references.filter(({ isEnabled }) => isEnabled)) {
      urls.push(await uploadedUrl(ports, reference, { gateway, gatewayKeyId: usable.key.id }));
    }
  } catch (cause) {
    if (cause instanceof StorageError) {
      await settleStorage(ports, work, cause);
      return null;
    }
    if (!(cause instanceof GatewayError)) throw cause;
    await refuseOrWait(ports, work, { cause, usable });
    return null;
  }
  if (new Set(urls).size === urls.length) return urls;
  await failVariant(ports, work.variant, {
    code: "reference_refused",
    detail: "The gateway gave two references one address",
    charge: NOT_CHARGED,
  });
  return null;
}

/** Where a reference lies on the gateway while that address can be trusted; else null, and it is uploaded first. */
export async function freshUploadUrl(
  ports: Pick<Ports, "clock" | "engine">,
  referenceImageId: string,
  gatewayKeyId: string,
): Promise<string | null> {
  const known = await ports.engine.findUpload(referenceImageId, gatewayKeyId);
  return known && msSince(ports, known.uploadedAt) < UPLOAD_FRESH_MS ? known.url : null;
}

/** The copy that goes out. */
export const uploadedFile = ({ sha256, mime, sizeBytes, cleanCopy }: ReferenceImageRecord) =>
  cleanCopy
    ? { key: cleanCopyKey(sha256), ...cleanCopy }
    : { key: blobKey(sha256), mime, sizeBytes };

async function uploadedUrl(
  ports: SubmitPorts,
  { name, image }: GenerationReferenceRecord,
  { gateway, gatewayKeyId }: { gateway: Gateway; gatewayKeyId: string },
): Promise<string> {
  const known = await freshUploadUrl(ports, image.id, gatewayKeyId);
  if (known) return known;

  const { key, mime } = uploadedFile(image);
  const { url } = await gateway.uploadReference({
    path: await ports.storage.localPath(key),
    fileName: name,
    mime,
  });
  await ports.circuits.forgetFailures(gatewayKeyId, "upload");
  await ports.engine.saveUpload({
    referenceImageId: image.id,
    gatewayKeyId,
    url,
    uploadedAt: ports.clock.now(),
  });
  return url;
}

async function settleStorage(ports: SubmitPorts, { variant }: Work, { code }: StorageError) {
  if (code === "missing") {
    await failVariant(ports, variant, {
      code: "reference_missing",
      detail: null,
      charge: NOT_CHARGED,
    });
    return;
  }
  await giveTurnBack(ports, variant, { reason: "storage", afterMs: RETRY_MS });
}

async function refuseOrWait(
  ports: SubmitPorts,
  { variant }: Work,
  { cause, usable }: { cause: GatewayError; usable: UsableKey },
) {
  if (cause.code === "refused") {
    await failVariant(ports, variant, {
      code: "reference_refused",
      detail: cause.message,
      kind: "refused",
      charge: NOT_CHARGED,
    });
    return;
  }
  const broken = { gatewayKeyId: usable.key.id, group: "submit" } as const;
  // Nothing was paid for: it waits until the key is good again.
  if (cause.code === "bad_key" || cause.code === "no_balance")
    await openCircuit(ports, broken, cause.code);
  if (cause.code === "unreachable") await countFailure(ports, { ...broken, group: "upload" });
  await giveTurnBack(ports, variant, {
    reason: cause.code === "rate_limited" ? "gateway_busy" : "gateway_unreachable",
    afterMs: Math.max(cause.retryAfterMs ?? 0, RETRY_MS / usable.speed),
  });
}
