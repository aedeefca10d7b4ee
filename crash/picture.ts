import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { crc32 } from "node:zlib";
import { PLAIN_LOOK } from "@/lib/adapters/memory/memory-files";
import type { Media } from "@/lib/ports/media";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
/** Signature and header. */
const HEAD_BYTES = 33;
const END = PIXEL.subarray(-12);
/** Enough to be cut in the middle and to lie about. */
const TEXT_BYTES = 4_096;

/** One good pixel with a text of its own: no two identities have the same bytes. */
export function pictureOf(identity: string): Buffer {
  const text = Buffer.from(`tEXtidentity\0${identity} `.padEnd(TEXT_BYTES, "."));
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(text.length - 4, 0);
  frame.writeUInt32BE(crc32(text), 4);
  const chunk = Buffer.concat([frame.subarray(0, 4), text, frame.subarray(4)]);
  return Buffer.concat([PIXEL.subarray(0, HEAD_BYTES), chunk, PIXEL.subarray(HEAD_BYTES)]);
}

export const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

const IMAGE = { mime: "image/png", width: 1, height: 1, needsCleanCopy: false } as const;

/** Tells whole pictures from cut ones, without a decode process for each worker that is killed. */
export const media: Media = {
  async inspect(file) {
    const isWhole = (await readFile(file)).subarray(-END.length).equals(END);
    return isWhole
      ? { ok: true, image: IMAGE }
      : { ok: false, refusal: { code: "image_malformed" } };
  },
  async derive(file, directory) {
    const small = path.join(directory, "320.webp");
    await writeFile(small, await readFile(file));
    const sizeBytes = PIXEL.length;
    const files = [{ width: 320, path: small, sizeBytes }] as const;
    const seen = { thumbhash: new Uint8Array([1]), looksEmpty: false, look: PLAIN_LOOK };
    return { files: [...files], ...seen };
  },
  cleanCopy: () => Promise.reject(new Error("No picture here needs one")),
  render: () => Promise.reject(new Error("No picture here is taken out")),
  close: async () => undefined,
};
