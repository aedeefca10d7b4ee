import "server-only";

import type { Writable } from "node:stream";
import { crc32 } from "node:zlib";
import { newBuffers, pump, type Source, write } from "@/lib/takeout/service/pump";
import {
  type Entry,
  endOf,
  entryHead,
  entryTail,
  listingOf,
} from "@/lib/takeout/service/zip-records";

/**
 * A ZIP as it goes, of any size: stored, never compressed (pictures are), and never held. Written by ourselves: the
 * libraries count their checksums and move their bytes at a fourth of the speed of the disk (docs/decisions/022).
 */
export function createZip(sink: Writable) {
  const buffers = newBuffers();
  const entries: Entry[] = [];
  let offset = 0;
  const put = async (bytes: Buffer) => {
    await write(sink, bytes);
    offset += bytes.length;
  };

  return {
    /** Answers whether all of it came: what ended early is in the ZIP as far as it came. @throws {SinkGone} */
    async add({ name, at }: { name: string; at: Date }, source: Source): Promise<boolean> {
      const isLarge = source.sizeBytes >= SIZE_32_MAX;
      const entry: Entry = { name, at, isLarge, offset, sizeBytes: 0, crc: 0 };
      await put(entryHead(entry));
      const { sizeBytes } = await pump(source, sink, {
        buffers,
        onBytes: (bytes) => {
          entry.crc = crc32(bytes, entry.crc);
        },
      });
      offset += sizeBytes;
      entry.sizeBytes = sizeBytes;
      await put(entryTail(entry));
      entries.push(entry);
      return sizeBytes === source.sizeBytes;
    },
    /** The list of what is in it. Nothing comes after. @throws {SinkGone} */
    async end(): Promise<void> {
      const start = offset;
      for (const entry of entries) await put(listingOf(entry));
      await put(endOf({ count: entries.length, start, sizeBytes: offset - start }));
    },
  };
}
export type Zip = ReturnType<typeof createZip>;

/** What four bytes can say is below. */
const SIZE_32_MAX = 0xffff_ffff;

/** A text as a file. */
export function textSource(text: string): Source {
  const bytes = Buffer.from(text, "utf8");
  return {
    sizeBytes: bytes.length,
    read: async (buffer, position) => bytes.copy(buffer, 0, position),
  };
}
