import "server-only";

import { type FileHandle, open, rm } from "node:fs/promises";
import { StorageError } from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";
import type { TakeoutPicture } from "@/lib/ports/takeout-repository";
import type { Output } from "@/lib/takeout/policy/outputs";
import type { LeftOutReason } from "@/lib/takeout/schema/facts";
import { type Source, sourceOf } from "@/lib/takeout/service/pump";

export type RenderPorts = Pick<Ports, "media" | "storage">;

export type Opened = Source & { close: () => Promise<void> };
type Opening = { ok: true; file: Opened } | { ok: false; reason: LeftOutReason };

/** Ready to be read to its end, whatever is deleted from now on. The caller closes it. */
export async function openOutput(
  ports: RenderPorts,
  picture: Pick<TakeoutPicture, "storageKey">,
  { rendering, width, height }: Pick<Output, "rendering" | "width" | "height">,
): Promise<Opening> {
  try {
    const original = await ports.storage.localPath(picture.storageKey);
    if (!rendering) return { ok: true, file: await openFile(original, async () => undefined) };
    const path = await ports.storage.newSpoolPath();
    const clear = () => rm(path, { force: true });
    try {
      await ports.media.render(original, path, { ...rendering, width, height });
      return { ok: true, file: await openFile(path, clear) };
    } catch (cause) {
      await clear();
      throw cause;
    }
  } catch (cause) {
    return { ok: false, reason: reasonOf(cause) };
  }
}

async function openFile(path: string, clear: () => Promise<void>): Promise<Opened> {
  const file: FileHandle = await open(path);
  try {
    const { size } = await file.stat();
    const close = async () => {
      await file.close();
      await clear();
    };
    return { ...sourceOf(file, size), close };
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

const REASONS: Record<StorageError["code"], LeftOutReason> = {
  missing: "file_missing",
  full: "disk_full",
  unavailable: "storage_away",
};

function reasonOf(cause: unknown): LeftOutReason {
  if (cause instanceof StorageError) return REASONS[cause.code];
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT") return "file_missing";
  // Whatever else happens on the way to a picture happens while it is decoded.
  return code?.startsWith("E") ? "storage_away" : "cannot_be_read";
}
