import "server-only";

import { readFile, rm } from "node:fs/promises";
import { derivativeKey, StorageError } from "@/lib/ports/object-storage";
import type { PictureFacts } from "@/lib/ports/picture-facts";
import type { Ports } from "@/lib/ports/ports";
import type { ShowSmall } from "@/lib/sheet/service/contact-sheet";

/** px: three a printed millimetre and more in any column. */
const LONG_EDGE = 640;
const RENDERING = {
  ...({ crop: null, dpi: null, background: "#ffffff" } as const),
  ...({ format: "jpeg", quality: 80 } as const),
};

type ShowPorts = Pick<Ports, "media" | "storage">;

/**
 * From the small copy, or from the original while there is none. A picture whose bytes are gone or cannot be read is
 * null. @throws {StorageError} when the storage itself is away or full
 */
export const showSmall =
  (ports: ShowPorts): ShowSmall =>
  async (facts) => {
    const copy = facts.isDerived
      ? await jpegOf(ports, facts, derivativeKey(facts.sha256, LONG_EDGE))
      : null;
    return copy ?? jpegOf(ports, facts, facts.storageKey);
  };

async function jpegOf(
  { media, storage }: ShowPorts,
  facts: Pick<PictureFacts, "delivered">,
  key: string,
): Promise<Uint8Array | null> {
  try {
    const source = await storage.localPath(key);
    const target = await storage.newSpoolPath();
    try {
      await media.render(source, target, { ...RENDERING, ...shrunk(facts.delivered) });
      return await readFile(target);
    } finally {
      await rm(target, { force: true });
    }
  } catch (cause) {
    if (cause instanceof StorageError && cause.code !== "missing") throw cause;
    return null;
  }
}

function shrunk({ width, height }: PictureFacts["delivered"]) {
  const scale = Math.min(1, LONG_EDGE / Math.max(width, height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}
