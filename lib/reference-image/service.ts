import "server-only";

import { canGenerate } from "@/lib/generation/policy";
import type { DerivativeWidth, ImageMime } from "@/lib/image/schema/facts";
import { storeDerivatives } from "@/lib/image/service";
import type { ImageRecord } from "@/lib/ports/image-repository";
import type { InspectedImage, MediaRefusal } from "@/lib/ports/media";
import { blobKey, cleanCopyKey, derivativeKey } from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";
import { REFERENCE_LIMITS } from "@/lib/reference-image/policy";
import { REFERENCE_SIZE_BYTES_MAX } from "@/lib/reference-image/schema/facts";
import { type Actor, readerOf } from "@/lib/shared/actor";
import { AppError } from "@/lib/shared/app-error";
import { err, ok, type Result } from "@/lib/shared/result";

type AddPorts = Pick<Ports, "blobs" | "clock" | "media" | "referenceImages" | "storage">;

/** A received file in the spool. Whoever calls removes it if it is still there afterwards. */
export type ReceivedFile = { path: string; sha256: string; sizeBytes: number; fileName: string };

/** Known before the first byte is received: who makes no pictures has no use for references. */
export const mayAddReferenceImages = ({ role }: Actor) => canGenerate(role);

/**
 * Proves that the file is a picture that we take, stores it and its copies, once per team and bytes.
 *
 * @throws {AppError} `forbidden`
 */
export async function addReferenceImage(
  ports: AddPorts,
  actor: Actor,
  file: ReceivedFile,
): Promise<Result<ReferenceImageRecord, MediaRefusal>> {
  if (!mayAddReferenceImages(actor)) {
    throw new AppError("forbidden", `A ${actor.role} adds no pictures`);
  }
  const inspected = await ports.media.inspect(file.path, REFERENCE_LIMITS);
  if (!inspected.ok) return err(inspected.refusal);
  return ok(
    await held(ports, file.sha256, () => store(ports, actor, { file, image: inspected.image })),
  );
}

/** The same bytes may just be deleted with a picture that has them. */
async function held<T>(
  { blobs }: Pick<Ports, "blobs">,
  sha256: string,
  work: () => Promise<T>,
): Promise<T> {
  const hold = await blobs.hold(sha256);
  return work().finally(hold.release);
}

async function store(
  ports: AddPorts,
  { teamId, userId }: Actor,
  { file, image }: { file: ReceivedFile; image: InspectedImage },
): Promise<ReferenceImageRecord> {
  const { sha256, fileName, sizeBytes } = file;
  const { mime, width, height } = image;
  const copies = await storeCopies(ports, file, image);
  await ports.storage.putFile(blobKey(sha256), file.path);
  const record = { id: ports.clock.newId(), teamId, sourceImageId: null };
  return ports.referenceImages.save(
    { ...record, ...{ sha256, fileName, mime, width, height, sizeBytes }, ...copies },
    userId,
  );
}

/** What is shown and sent: small copies, and a clean one where the received bytes had to change. */
async function storeCopies(
  ports: AddPorts,
  { path: source, sha256, sizeBytes }: ReceivedFile,
  image: InspectedImage,
): Promise<Pick<ReferenceImageRecord, "cleanCopy" | "thumbhash">> {
  const { thumbhash } = await storeDerivatives(ports, { source, sha256 });
  if (!image.needsCleanCopy && sizeBytes <= REFERENCE_SIZE_BYTES_MAX) {
    return { cleanCopy: null, thumbhash };
  }
  const target = await ports.storage.newSpoolPath();
  const cleanCopy = await ports.media.cleanCopy(source, target, REFERENCE_SIZE_BYTES_MAX);
  await ports.storage.putFile(cleanCopyKey(sha256), target);
  return { cleanCopy, thumbhash };
}

/** Makes one of the team's pictures an input, once. Its bytes are stored already. */
export async function stageImage(
  ports: AddPorts & Pick<Ports, "images">,
  actor: Actor,
  imageId: string,
): Promise<Result<ReferenceImageRecord, { code: "forbidden" | "not_found" }>> {
  if (!canGenerate(actor.role)) return err({ code: "forbidden" });
  const known = await ports.referenceImages.findBySourceInTeam(readerOf(actor), imageId);
  if (known) return ok(known);
  const image = await ports.images.findInTeam(actor, imageId);
  if (!image) return err({ code: "not_found" });
  return held(ports, image.sha256, async () => {
    // Held only now: it may have been deleted for good a moment before.
    const isThere = await ports.images.findInTeam(actor, imageId);
    return isThere ? ok(await storeStaged(ports, actor, image)) : err({ code: "not_found" });
  });
}

async function storeStaged(
  ports: AddPorts,
  { teamId, userId }: Actor,
  image: ImageRecord & { code: string },
): Promise<ReferenceImageRecord> {
  const { sha256, mime, width, height, sizeBytes } = image;
  const fileName = image.code.replace("/", "-");
  const path = await ports.storage.localPath(image.storageKey);
  const file = { path, sha256, sizeBytes, fileName };
  const copies = await storeCopies(ports, file, { mime, width, height, needsCleanCopy: false });
  const record = { id: ports.clock.newId(), teamId, sourceImageId: image.id };
  return ports.referenceImages.save(
    { ...record, ...{ sha256, fileName, mime, width, height, sizeBytes }, ...copies },
    userId,
  );
}

type Page = { after: { at: Date; id: string } | null; limit: number };

/** Of the team, newest first; one more than `limit` is read to know whether there is another page. */
export async function listReferenceImages(
  ports: Pick<Ports, "referenceImages">,
  actor: Actor,
  { after, limit }: Page,
) {
  const rows = await ports.referenceImages.listInTeam(readerOf(actor), { after, limit: limit + 1 });
  const images = rows.slice(0, limit);
  const last = rows.length > limit ? images.at(-1) : undefined;
  return { images, next: last ? { at: last.createdAt, id: last.id } : null };
}

/** Null when it is not the team's. */
export async function findReferenceImage(
  ports: Pick<Ports, "referenceImages">,
  actor: Actor,
  id: string,
): Promise<ReferenceImageRecord | null> {
  const [image] = await ports.referenceImages.findManyInTeam(readerOf(actor), [id]);
  return image ?? null;
}

export type ReferenceImageFile = { storageKey: string; mime: ImageMime; etag: string };

/** What may be shown of it: never the received bytes where those hold a place. Null: not the team's. */
export async function findReferenceImageFile(
  ports: Pick<Ports, "referenceImages">,
  actor: Actor,
  { id, width }: { id: string; width: DerivativeWidth | null },
): Promise<ReferenceImageFile | null> {
  const [image] = await ports.referenceImages.findManyInTeam(readerOf(actor), [id]);
  if (!image) return null;
  const { sha256, cleanCopy } = image;
  if (width !== null) {
    const storageKey = derivativeKey(sha256, width);
    return { storageKey, mime: "image/webp", etag: `${sha256}-${width}` };
  }
  return cleanCopy
    ? { storageKey: cleanCopyKey(sha256), mime: cleanCopy.mime, etag: `${sha256}-clean` }
    : { storageKey: blobKey(sha256), mime: image.mime, etag: sha256 };
}
