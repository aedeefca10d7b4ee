import "server-only";

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { nameOfCode } from "@/lib/image/policy";
import type { DerivativeWidth, ImageMime } from "@/lib/image/schema/facts";
import type { Derivatives } from "@/lib/ports/media";
import { derivativeKey } from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";

export type StoredFile = {
  storageKey: string;
  mime: ImageMime;
  etag: string;
  /** Without an extension, such as `AK-1122-08-2`. */
  name: string;
};

/** The bytes of a picture, or of its derivative. Null when the actor sees none in their team. */
export async function findImageFile(
  ports: Pick<Ports, "images">,
  actor: Actor,
  { id, width }: { id: string; width: DerivativeWidth | null },
): Promise<StoredFile | null> {
  const image = await ports.images.findInTeam(actor, id);
  if (!image) return null;
  const name = nameOfCode(image.code);
  if (width === null) {
    return { storageKey: image.storageKey, mime: image.mime, etag: image.sha256, name };
  }
  if (!image.thumbhash) return null;
  return {
    storageKey: derivativeKey(image.sha256, width),
    mime: "image/webp",
    etag: `${image.sha256}-${width}`,
    name,
  };
}

/** Null when there is none in the actor's team. */
export const findImage = (ports: Pick<Ports, "images">, actor: Actor, id: string) =>
  ports.images.findInTeam(actor, id);

type DerivePorts = Pick<Ports, "images" | "media" | "storage">;

/** Small copies of a stored picture. Safe to repeat: the keys are fixed by the picture's hash. */
export async function deriveImage(ports: DerivePorts, imageId: string): Promise<void> {
  const image = await ports.images.find(imageId);
  if (!image || image.thumbhash) return;
  const source = await ports.storage.localPath(image.storageKey);
  const derived = await storeDerivatives(ports, { source, sha256: image.sha256 });
  await ports.images.setDerived(imageId, derived);
}

/** Makes and stores 320, 640 and 1600 of the local file `source`; answers with what was seen of it meanwhile. */
export async function storeDerivatives(
  ports: Pick<Ports, "media" | "storage">,
  { source, sha256 }: { source: string; sha256: string },
): Promise<Omit<Derivatives, "files">> {
  const directory = await mkdtemp(path.join(tmpdir(), "maquette-derive-"));
  try {
    const { files, ...seen } = await ports.media.derive(source, directory);
    for (const file of files) {
      await ports.storage.putFile(derivativeKey(sha256, file.width), file.path);
    }
    return seen;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
