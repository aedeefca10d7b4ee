import "server-only";

import { open } from "node:fs/promises";
import type { TakeoutPicture } from "@/lib/ports/takeout-repository";
import { type ByteSource, editedSource } from "@/lib/provenance/policy/bytes";
import { planProvenance, readCarried } from "@/lib/provenance/policy/plan";
import type { Provenance } from "@/lib/provenance/schema";
import type { Output } from "@/lib/takeout/policy/outputs";
import type { TakeoutOrder } from "@/lib/takeout/schema";
import { type Opened, openOutput, type RenderPorts } from "@/lib/takeout/service/open-output";
import { type Source, sourceOf } from "@/lib/takeout/service/pump";

type File = { picture: TakeoutPicture; output: Output };

/**
 * As `openOutput`, with where the picture comes from written into the file. One that cannot take it, or is signed,
 * stays as it is: a changed file would break the signature, which says the same.
 */
export async function openDescribed(
  ports: RenderPorts,
  file: File,
  wanted: TakeoutOrder["provenance"],
): ReturnType<typeof openOutput> {
  const { picture, output } = file;
  const opened = await openOutput(ports, picture, output);
  if (!opened.ok || !wanted) return opened;
  try {
    const carried = output.rendering ? await carriedFrom(ports, picture) : null;
    const prompt = wanted.prompt ? picture.promptAsSent : null;
    const { code, model, madeAt } = picture;
    const provenance = { code, model, madeAt, prompt, carried };
    return { ok: true, file: await described(opened.file, file, provenance) };
  } catch (cause) {
    await opened.file.close();
    throw cause;
  }
}

async function carriedFrom(
  { storage }: RenderPorts,
  { storageKey, mime }: TakeoutPicture,
): Promise<string | null> {
  const original = await open(await storage.localPath(storageKey));
  try {
    const { size } = await original.stat();
    return await readCarried(bytesOf(sourceOf(original, size)), mime);
  } finally {
    await original.close();
  }
}

async function described(
  opened: Opened,
  { picture, output }: File,
  provenance: Provenance,
): Promise<Opened> {
  const bytes = bytesOf(opened);
  const mime = output.rendering ? (`image/${output.rendering.format}` as const) : picture.mime;
  const plan = await planProvenance(bytes, mime, provenance);
  if (!plan.ok || plan.isSigned) return opened;
  return { ...fileOf(editedSource(bytes, plan)), close: opened.close };
}

const bytesOf = ({ sizeBytes, read }: Source): ByteSource => ({
  sizeBytes,
  async read(start, end) {
    const buffer = Buffer.alloc(Math.max(0, Math.min(end, sizeBytes) - start));
    let filled = 0;
    while (filled < buffer.length) {
      const count = await read(buffer.subarray(filled), start + filled);
      if (count === 0) break;
      filled += count;
    }
    return buffer.subarray(0, filled);
  },
});

const fileOf = ({ sizeBytes, read }: ByteSource): Source => ({
  sizeBytes,
  async read(buffer, position) {
    const part = await read(position, position + buffer.length);
    buffer.set(part);
    return part.length;
  },
});
