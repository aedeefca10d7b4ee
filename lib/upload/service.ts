import "server-only";

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { generationCode, monthOf } from "@/lib/generation/policy";
import { storeDerivatives } from "@/lib/image/service";
import { ConflictError } from "@/lib/ports/database";
import type { InspectedImage, MediaRefusal } from "@/lib/ports/media";
import { blobKey } from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";
import type { UploadRecord } from "@/lib/ports/upload-repository";
import { REFERENCE_LIMITS } from "@/lib/reference-image/policy";
import { UPLOAD_SIZE_BYTES_MAX } from "@/lib/reference-image/schema/facts";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";
import { canUpload, nearestRatio } from "@/lib/upload/policy";
import type { NoteSource } from "@/lib/upload/schema";

type UploadPorts = Pick<
  Ports,
  | "blobs"
  | "clock"
  | "connections"
  | "database"
  | "generations"
  | "images"
  | "library"
  | "media"
  | "storage"
  | "uploads"
>;

/** A received file in the spool, and where it is to go. Whoever calls removes it if it is still there afterwards. */
export type ReceivedUpload = {
  path: string;
  sha256: string;
  sizeBytes: number;
  fileName: string;
  projectId: string;
};

type NotAllowed = { code: "forbidden" } | { code: "project_missing" };
type Added = UploadRecord & { isKnown: boolean };
type Refusal = MediaRefusal | NotAllowed;

/**
 * Proves that the file is a picture that we take and brings it into the library, once per team and bytes, as far as
 * the actor sees: the same file again answers with what is there, out of the bin if it lay in it.
 */
export async function addUpload(
  ports: UploadPorts,
  actor: Actor,
  file: ReceivedUpload,
): Promise<Result<Added, Refusal>> {
  const may = await mayAdd(ports, actor, file.projectId);
  if (!may.ok) return may;
  const known = await findKnown(ports, actor, file);
  if (known) return ok(known);
  const inspected = await ports.media.inspect(file.path, REFERENCE_LIMITS);
  if (!inspected.ok) return err(inspected.refusal);

  const picture = await shownFile(ports, file, inspected.image);
  // The same bytes may just be deleted with a picture that has them.
  const hold = await ports.blobs.hold(picture.sha256);
  const stored = store(ports, actor, { file, picture, project: may.value });
  return ok(await stored.finally(hold.release));
}

async function store(ports: UploadPorts, actor: Actor, incoming: Incoming): Promise<Added> {
  const { file, picture } = incoming;
  const { path, sha256 } = picture;
  const derived = await storeDerivatives(ports, { source: path, sha256 });
  await ports.storage.putFile(blobKey(sha256), path);
  try {
    const added = await record(ports, actor, incoming);
    await ports.images.setDerived(added.imageId, derived);
    return added;
  } catch (cause) {
    // The same file arrived twice at the same moment and the other one was recorded.
    const winner = cause instanceof ConflictError && (await findKnown(ports, actor, file));
    if (!winner) throw cause;
    return winner;
  }
}

type Project = NonNullable<Awaited<ReturnType<Ports["generations"]["findProject"]>>>;

/** Before a byte of the body is read. */
export async function mayAdd(
  { generations }: Pick<Ports, "generations">,
  actor: Actor,
  projectId: string,
): Promise<Result<Project, NotAllowed>> {
  if (!canUpload(actor.role)) return err({ code: "forbidden" });
  const project = await generations.findProject(actor, projectId);
  return project ? ok(project) : err({ code: "project_missing" });
}

async function findKnown(
  { uploads, library }: Pick<Ports, "uploads" | "library">,
  actor: Actor,
  { sha256 }: ReceivedUpload,
): Promise<Added | null> {
  const known = await uploads.findInTeam(actor, sha256);
  if (!known) return null;
  await library.restore(actor, [known.imageId]);
  // It may have been deleted for good a moment before.
  const isThere = await uploads.findInTeam(actor, sha256);
  return isThere && { ...known, isKnown: true };
}

type Picture = Pick<ReceivedUpload, "path" | "sha256" | "sizeBytes"> &
  Pick<InspectedImage, "mime" | "width" | "height">;

type Incoming = { file: ReceivedUpload; picture: Picture; project: Project };

/** What is kept, shown and sent: the file itself, or a copy right side up that says no place. */
async function shownFile(
  ports: Pick<Ports, "media" | "storage">,
  { path, sha256, sizeBytes }: ReceivedUpload,
  { needsCleanCopy, mime, width, height }: InspectedImage,
): Promise<Picture> {
  if (!needsCleanCopy) return { path, sha256, sizeBytes, mime, width, height };
  const target = await ports.storage.newSpoolPath();
  const copy = await ports.media.cleanCopy(path, target, UPLOAD_SIZE_BYTES_MAX);
  const seen = await ports.media.inspect(target, REFERENCE_LIMITS);
  if (!seen.ok) throw new Error(`A clean copy is ${seen.refusal.code}`);
  return { path: target, sha256: await sha256Of(target), ...copy, ...pixelsOf(seen.image) };
}

const pixelsOf = ({ width, height }: InspectedImage) => ({ width, height });

async function sha256Of(path: string): Promise<string> {
  const digest = createHash("sha256");
  for await (const chunk of createReadStream(path)) digest.update(chunk);
  return digest.digest("hex");
}

/** A run of one picture that was never sent: whatever knows runs and pictures knows it. */
async function record(
  ports: UploadPorts,
  actor: Actor,
  { file, picture, project }: Incoming,
): Promise<Added> {
  const { teamId, userId } = actor;
  const at = ports.clock.now();
  const { key } = await ports.connections.current({ teamId, projectId: project.id });
  const { path: _, ...facts } = picture;
  const ids = {
    generationId: ports.clock.newId(),
    variantId: ports.clock.newId(),
    imageId: ports.clock.newId(),
  };
  const code = generationCode(project, at);
  return ports.database.transaction(async (tx) => {
    const number = await ports.generations.nextNumber(tx, project.id, code.day);
    const upload = {
      ...{ generationId: ids.generationId, variantId: ids.variantId, teamId, authorId: userId },
      ...{ projectId: project.id, code: code.withNumber(number), gatewayKeyId: key.id, at },
      ...{ month: monthOf(at), aspectRatio: nearestRatio(picture), fileName: file.fileName },
      receivedSha256: file.sha256,
      image: { ...facts, id: ids.imageId, storageKey: blobKey(picture.sha256) },
    };
    await ports.uploads.create(tx, actor, upload);
    return { ...ids, code: `${upload.code}/1`, isKnown: false };
  });
}

/** Where a picture is from and who may use it; answers with what was noted before. */
export async function noteSource(
  { uploads }: Pick<Ports, "uploads">,
  actor: Actor,
  { generationId, source }: NoteSource,
): Promise<Result<{ before: string }, { code: "forbidden" | "not_found" }>> {
  if (!canUpload(actor.role)) return err({ code: "forbidden" });
  const before = await uploads.noteSource(actor, generationId, source);
  return before === null ? err({ code: "not_found" }) : ok({ before });
}
