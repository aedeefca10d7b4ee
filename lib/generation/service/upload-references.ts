import "server-only";

import { UPLOAD_FRESH_MS } from "@/lib/generation/policy";
import { failVariant, msSince, type SubmitPorts, waitFor } from "@/lib/generation/service/engine";
import { type Gateway, GatewayError, type GatewayErrorCode } from "@/lib/ports/gateway";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { GenerationReferenceRecord, Work } from "@/lib/ports/generation-repository";
import { blobKey, cleanCopyKey, StorageError } from "@/lib/ports/object-storage";

/** Between tries; uploads are free and may be repeated as often as it takes. */
const RETRY_MS = 5_000;

/**
 * URLs of the references on the gateway, in slot order. Null when the variant has been failed or
 * waits: this is free and safe to repeat, nothing has been paid for yet.
 */
export async function uploadReferences(
  ports: SubmitPorts,
  work: Work,
  usable: UsableKey,
): Promise<string[] | null> {
  const gateway = ports.gateways.open(usable.connection);
  try {
    const urls: string[] = [];
    for (const reference of work.generation.references) {
      urls.push(await uploadedUrl(ports, reference, { gateway, gatewayKeyId: usable.key.id }));
    }
    return urls;
  } catch (cause) {
    if (cause instanceof StorageError && cause.code === "missing") {
      await failVariant(ports, work.variant, { code: "reference_missing", detail: null });
      return null;
    }
    if (!(cause instanceof GatewayError)) throw cause;
    await refuseOrWait(ports, work, { cause, speed: usable.speed });
    return null;
  }
}

async function uploadedUrl(
  ports: SubmitPorts,
  { name, image }: GenerationReferenceRecord,
  { gateway, gatewayKeyId }: { gateway: Gateway; gatewayKeyId: string },
): Promise<string> {
  const known = await ports.engine.findUpload(image.id, gatewayKeyId);
  if (known && msSince(ports, known.uploadedAt) < UPLOAD_FRESH_MS) return known.url;

  const key = image.cleanCopy ? cleanCopyKey(image.sha256) : blobKey(image.sha256);
  const { url } = await gateway.uploadReference({
    path: await ports.storage.localPath(key),
    fileName: name,
    mime: image.cleanCopy?.mime ?? image.mime,
  });
  await ports.engine.saveUpload({
    referenceImageId: image.id,
    gatewayKeyId,
    url,
    uploadedAt: ports.clock.now(),
  });
  return url;
}

const FATAL = {
  bad_key: "bad_key",
  no_balance: "no_balance",
  refused: "reference_refused",
  rate_limited: null,
  unreachable: null,
} as const satisfies Record<GatewayErrorCode, string | null>;

async function refuseOrWait(
  ports: SubmitPorts,
  work: Work,
  { cause, speed }: { cause: GatewayError; speed: number },
) {
  const code = FATAL[cause.code];
  if (code) {
    await failVariant(ports, work.variant, { code, detail: cause.message, kind: "refused" });
    return;
  }
  await waitFor(ports, work, {
    reason: cause.code === "rate_limited" ? "gateway_busy" : "gateway_unreachable",
    next: { name: "submit", afterMs: Math.max(cause.retryAfterMs ?? 0, RETRY_MS / speed) },
  });
}
