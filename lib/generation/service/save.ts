import "server-only";

import { outputPixels } from "@/lib/generation/models";
import { RESULT_LIFETIME_MS, saveDelayMs } from "@/lib/generation/policy";
import type { FailureCode, WaitReason } from "@/lib/generation/schema";
import {
  type EnginePorts,
  estimated,
  failVariant,
  moveVariant,
  msSince,
  openGateway,
  sentAttempt,
  waitFor,
} from "@/lib/generation/service/engine";
import { ConflictError } from "@/lib/ports/database";
import { GatewayError } from "@/lib/ports/gateway";
import type { VariantRecord, Work } from "@/lib/ports/generation-repository";
import type { InspectedImage } from "@/lib/ports/media";
import { blobKey, StorageError } from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";
import { formatBytes } from "@/lib/shared/bytes";

export type SavePorts = EnginePorts &
  Pick<
    Ports,
    "connections" | "downloader" | "gateways" | "images" | "media" | "rateLimits" | "storage"
  >;

/** Of what a gateway may deliver; a 4K picture is 17 megapixels, 1:8 at 4K is 12,288 px high. */
const RESULT_LIMITS = {
  pixelsMax: 100_000_000,
  sidePxMin: 1,
  sidePxMax: 16_384,
  takesFirstFrame: true,
};

/** Fetches a finished task's picture, proves that it is one, and stores it before anything says done. */
export async function saveVariant(ports: SavePorts, variantId: string): Promise<void> {
  const work = await ports.engine.findWork(variantId);
  if (work?.variant.status !== "saving") return;
  const [url] = work.variant.resultUrls;
  try {
    // The same for every try: what was fetched before a cut, or before a crash, is not fetched again.
    const path = await ports.storage.spoolPath(`${variantId}.part`);
    const downloaded = url ? await ports.downloader.download(url, path) : null;
    if (downloaded?.ok) {
      await verify(ports, work, { ...downloaded, path });
      return;
    }
    if (downloaded?.reason === "unreachable") {
      await waitToSave(ports, work, "gateway_unreachable");
      return;
    }
    const isGone = downloaded === null || downloaded.reason === "gone";
    await refresh(ports, work, {
      code: isGone ? "result_expired" : "result_unreadable",
      detail: downloaded?.detail ?? null,
    });
  } catch (cause) {
    if (!(cause instanceof StorageError)) throw cause;
    await waitToSave(ports, work, "storage");
  }
}

type Downloaded = { path: string; sha256: string; sizeBytes: number };

async function verify(ports: SavePorts, work: Work, file: Downloaded): Promise<void> {
  const inspected = await ports.media.inspect(file.path, RESULT_LIMITS);
  if (inspected.ok) return store(ports, work, { ...file, image: inspected.image });
  // It was paid for: the bytes are kept for a person to look at, whatever they are.
  await ports.storage.putFile(
    `quarantine/${work.variant.id}-${file.sha256.slice(0, 16)}`,
    file.path,
  );
  await refresh(ports, work, { code: "result_unreadable", detail: inspected.refusal.code });
}

async function store(
  ports: SavePorts,
  { variant, generation }: Work,
  { path, sha256, sizeBytes, image }: Downloaded & { image: InspectedImage },
): Promise<void> {
  await ports.storage.putFile(blobKey(sha256), path);
  const imageId = ports.clock.newId();
  const requested = outputPixels(generation.aspectRatio, generation.resolution);
  try {
    await moveVariant(
      ports,
      {
        variant,
        to: "succeeded",
        set: {
          endedAt: ports.clock.now(),
          waitReason: null,
          failureCode: null,
          failureDetail: null,
        },
        event: {
          kind: "saved",
          detail: `${formatBytes(sizeBytes, "en")}, sha ${sha256.slice(0, 8)}`,
        },
      },
      {
        charge: estimated(variant),
        also: async (tx) => {
          await ports.images.create(
            tx,
            {
              id: imageId,
              teamId: generation.teamId,
              variantId: variant.id,
              sha256,
              mime: image.mime,
              width: image.width,
              height: image.height,
              requestedWidth: requested.width,
              requestedHeight: requested.height,
              sizeBytes,
              storageKey: blobKey(sha256),
            },
            ports.clock.now(),
          );
          await ports.queue.enqueue(tx, { name: "derive", id: imageId });
        },
      },
    );
  } catch (cause) {
    // Another worker stored this variant's picture first.
    if (!(cause instanceof ConflictError)) throw cause;
  }
}

/** Being unreachable never loses a picture: only a file that is gone for good does. */
const waitToSave = (ports: SavePorts, work: Work, reason: WaitReason | null) =>
  waitFor(ports, work, {
    reason,
    next: { name: "save", afterMs: saveDelayMs(msSince(ports, work.variant.statusChangedAt)) },
  });

/** A status call is free and may give a fresh address; the picture is lost only when the file is gone. */
async function refresh(
  ports: SavePorts,
  work: Work,
  failure: { code: FailureCode; detail: string | null },
): Promise<void> {
  const fresh = await freshUrls(ports, work);
  if (fresh?.some((url) => !work.variant.resultUrls.includes(url))) {
    await moveVariant(
      ports,
      { variant: work.variant, to: "saving", set: { resultUrls: fresh } },
      { next: { name: "save", afterMs: 0 } },
    );
    return;
  }
  const isFinal = failure.code === "result_unreadable" && fresh !== null;
  if (isFinal || isPastExpiry(ports, work.variant)) {
    await failVariant(ports, work.variant, {
      ...failure,
      charge: estimated(work.variant),
      attention: "paid_result_lost",
    });
    return;
  }
  await waitToSave(ports, work, "gateway_unreachable");
}

/** Null when the gateway could not be asked. */
async function freshUrls(ports: SavePorts, work: Work): Promise<string[] | null> {
  const attempt = sentAttempt(work);
  const usable = await ports.connections.find(attempt?.gatewayKeyId ?? "");
  if (!attempt || !usable) return null;
  try {
    const lookup = await openGateway(ports, usable).findTask(
      attempt.taskId ?? attempt.clientBusinessId,
    );
    return lookup.found && lookup.state.status === "completed" ? [...lookup.state.resultUrls] : [];
  } catch (cause) {
    if (cause instanceof GatewayError) return null;
    throw cause;
  }
}

const isPastExpiry = (ports: SavePorts, variant: VariantRecord) =>
  variant.resultExpiresAt
    ? ports.clock.now() > variant.resultExpiresAt
    : msSince(ports, variant.statusChangedAt) > RESULT_LIFETIME_MS;
