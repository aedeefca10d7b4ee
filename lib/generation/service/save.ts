import "server-only";

import { LOOKUPS_END_MS, RESULT_LIFETIME_MS, saveDelayMs } from "@/lib/generation/policy";
import type { FailureCode, WaitReason } from "@/lib/generation/schema";
import { outputPixels } from "@/lib/generation/schema/shapes";
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
import { fetchResult, type NoPicture, type Picture } from "@/lib/generation/service/fetch-result";
import { isToSave, partOf } from "@/lib/generation/service/spool";
import { ConflictError } from "@/lib/ports/database";
import { GatewayError } from "@/lib/ports/gateway";
import { findKeyFor } from "@/lib/ports/gateway-key-repository";
import type { VariantRecord, Work } from "@/lib/ports/generation-repository";
import { blobKey, extraKey, type SpoolClaim, StorageError } from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";
import { formatBytes } from "@/lib/shared/bytes";

export type SavePorts = EnginePorts &
  Pick<
    Ports,
    | "blobs"
    | "connections"
    | "downloader"
    | "gateways"
    | "images"
    | "media"
    | "rateLimits"
    | "storage"
  >;

/** Until whoever saves the same variant now may be done. */
const COME_BACK_MS = 5_000;

/** Fetches a finished task's picture, proves that it is one, and stores it before anything says done. */
export async function saveVariant(ports: SavePorts, variantId: string): Promise<void> {
  try {
    // The same file for every try: what was fetched before a cut, or before a crash, is not fetched again.
    const claim = await ports.storage.claimSpool(partOf(variantId));
    if (!claim) return comeBack(ports, variantId);
    await saveInto(ports, variantId, claim).finally(claim.release);
  } catch (cause) {
    if (!(cause instanceof StorageError)) throw cause;
    const work = await ports.engine.findWork(variantId);
    if (work && isToSave(work.variant)) await waitToSave(ports, work, "storage");
  }
}

/** The part stays until the row is committed: after a crash in between, its address may be dead. */
async function saveInto(ports: SavePorts, variantId: string, claim: SpoolClaim): Promise<void> {
  const work = await ports.engine.findWork(variantId);
  if (!work || !isToSave(work.variant)) return;
  const save = work.variant.status === "saving" ? savePicture : saveExtra;
  await save(ports, work, claim);
}

/** Without a move, which would take the variant away from whoever saves it. */
const comeBack = (ports: SavePorts, variantId: string) =>
  ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, {
      name: "save",
      id: variantId,
      runAt: new Date(ports.clock.now().getTime() + COME_BACK_MS),
    }),
  );

const GONE: NoPicture = { ok: false, reason: "gone", detail: null };

async function savePicture(ports: SavePorts, work: Work, claim: SpoolClaim): Promise<void> {
  const { id: variantId, resultUrls } = work.variant;
  const [url] = resultUrls;
  const fetched = url ? await fetchResult(ports, { variantId, url, claim }) : GONE;
  if (fetched.ok) {
    // The same bytes may just be deleted, with another picture that had them.
    const hold = await ports.blobs.hold(fetched.sha256);
    if (await store(ports, work, fetched).finally(hold.release)) return claim.discard();
    return comeBack(ports, variantId);
  }
  const end = await refresh(ports, work, fetched);
  if (end === "given_up") await claim.discard();
  // Somebody else moved it first: what was fetched so far is still good.
  if (end === "moved") await comeBack(ports, variantId);
}

/** False when somebody else moved the variant first. */
async function store(
  ports: SavePorts,
  { variant, generation }: Work,
  { path, sha256, sizeBytes, image }: Picture,
): Promise<boolean> {
  await ports.storage.putFile(blobKey(sha256), path);
  const imageId = ports.clock.newId();
  const requested = outputPixels(generation.aspectRatio, generation.resolution);
  const hasMore = variant.resultUrls.length > 1;
  try {
    return await moveVariant(
      ports,
      {
        variant,
        to: "succeeded",
        set: {
          endedAt: ports.clock.now(),
          ...{ waitReason: null, failureCode: null, failureDetail: null },
          ...(hasMore && { attention: "more_pictures" as const }),
        },
        event: {
          kind: "saved",
          detail: `${formatBytes(sizeBytes, "en")}, sha ${sha256.slice(0, 8)}`,
        },
      },
      {
        charge: estimated(variant),
        ...(hasMore && { next: { name: "save" as const, afterMs: 0 } }),
        also: async (tx) => {
          await ports.images.create(
            tx,
            {
              id: imageId,
              teamId: generation.teamId,
              variantId: variant.id,
              ...{ sha256, sizeBytes, storageKey: blobKey(sha256) },
              ...{ mime: image.mime, width: image.width, height: image.height },
              requestedWidth: requested.width,
              requestedHeight: requested.height,
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
    return true;
  }
}

/** Keeps what came besides the one picture that was asked for. The last address goes first. */
async function saveExtra(ports: SavePorts, work: Work, claim: SpoolClaim): Promise<void> {
  const { variant } = work;
  const number = variant.resultUrls.length;
  const url = variant.resultUrls[number - 1] ?? "";
  const fetched = await fetchResult(ports, { variantId: variant.id, url, claim });
  if (!fetched.ok && fetched.reason === "unreachable" && !isPastExpiry(ports, variant)) {
    await waitToSave(ports, work, null);
    return;
  }
  const key = extraKey(variant.id, number);
  if (fetched.ok) await ports.storage.putFile(key, fetched.path);
  const moved = await moveVariant(
    ports,
    {
      variant,
      to: "succeeded",
      set: { resultUrls: variant.resultUrls.slice(0, -1), waitReason: null },
      event: {
        kind: "attention",
        detail: fetched.ok ? `One picture more: ${key}` : `One picture more: ${fetched.detail}`,
      },
    },
    number > 2 ? { next: { name: "save", afterMs: 0 } } : {},
  );
  if (moved) await claim.discard();
  else await comeBack(ports, variant.id);
}

const waitToSave = (ports: SavePorts, work: Work, reason: WaitReason | null) =>
  waitFor(ports, work, {
    reason,
    next: { name: "save", afterMs: saveDelayMs(msSince(ports, work.variant.statusChangedAt)) },
  });

const FAILURE_OF = {
  unreachable: "result_unreachable",
  gone: "result_expired",
  unreadable: "result_unreadable",
} as const satisfies Record<NoPicture["reason"], FailureCode>;

/**
 * A status call is free and may give a fresh address. What was no picture is fetched once more: it may have
 * been cut on its way. What is gone or out of reach is asked for until it has expired.
 */
async function refresh(
  ports: SavePorts,
  work: Work,
  { reason, detail }: NoPicture,
): Promise<"waits" | "given_up" | "moved"> {
  const { variant } = work;
  const code = FAILURE_OF[reason];
  const isRepeated = variant.failureCode === code;
  const fresh = await freshUrls(ports, work);
  const isAsked = fresh !== null;
  const isOver = {
    // While the gateway is away too, it may be our own network that is.
    unreachable: isPastExpiry(ports, variant) && (isAsked || isPastAsking(ports, variant)),
    gone: isPastExpiry(ports, variant),
    unreadable: isPastExpiry(ports, variant) || (isRepeated && isAsked),
  }[reason];
  if (isOver) {
    const isGivenUp = await failVariant(ports, variant, {
      code,
      detail,
      charge: estimated(variant),
      attention: "paid_result_lost",
    });
    return isGivenUp ? "given_up" : "moved";
  }
  const isNew = fresh?.some((url) => !variant.resultUrls.includes(url)) ?? false;
  const set = {
    waitReason: "gateway_unreachable",
    // Not its end yet: what the next try is compared with.
    failureCode: code,
    failureDetail: detail,
    ...(isNew && { resultUrls: fresh ?? [] }),
  } as const;
  const delayMs = saveDelayMs(msSince(ports, variant.statusChangedAt));
  const afterMs = isNew && !isRepeated ? 0 : delayMs;
  const next = { name: "save", afterMs } as const;
  return (await moveVariant(ports, { variant, to: "saving", set }, { next })) ? "waits" : "moved";
}

/** Null when the gateway could not be asked. */
async function freshUrls(ports: SavePorts, work: Work): Promise<string[] | null> {
  const attempt = sentAttempt(work);
  if (!attempt) return null;
  const usable = await findKeyFor(ports.connections, attempt.gatewayKeyId);
  if (!usable) return null;
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

const isPastAsking = (ports: SavePorts, { statusChangedAt }: VariantRecord) =>
  msSince(ports, statusChangedAt) > LOOKUPS_END_MS;
