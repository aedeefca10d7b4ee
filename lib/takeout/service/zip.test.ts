import { Readable, Writable } from "node:stream";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import yauzl from "yauzl";
import { SinkGone, type Source } from "@/lib/takeout/service/pump";
import { readZip } from "@/lib/takeout/service/test-read-zip";
import { createZip, textSource } from "@/lib/takeout/service/zip";

const AT = new Date("2026-11-27T10:11:12Z");

function collect() {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      // Copied: the buffer is used again.
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { sink, bytes: () => Buffer.concat(chunks) };
}

const sourceFrom = (bytes: Uint8Array, sizeBytes = bytes.length): Source => ({
  sizeBytes,
  read: async (buffer, position) => Buffer.from(bytes).copy(buffer, 0, position),
});

describe("a ZIP that another program reads", () => {
  test("has every file under its name, stored, byte for byte, with its time", async () => {
    const { sink, bytes } = collect();
    const zip = createZip(sink);
    const large = Buffer.alloc(1_300_001, "abc");
    expect(await zip.add({ name: "Осень-née 2.png", at: AT }, sourceFrom(large))).toBe(true);
    expect(await zip.add({ name: "empty.png", at: AT }, sourceFrom(Buffer.of()))).toBe(true);
    await zip.add({ name: "not-included.txt", at: AT }, textSource("Ничего\r\n"));
    await zip.end();
    const files = await readZip(bytes());
    expect(files.map(({ name, isStored, at }) => [name, isStored, at.getTime()])).toEqual([
      ["Осень-née 2.png", true, AT.getTime()],
      ["empty.png", true, AT.getTime()],
      ["not-included.txt", true, AT.getTime()],
    ]);
    expect(files[0]?.bytes.equals(large)).toBe(true);
    expect(files[2]?.bytes.toString()).toBe("Ничего\r\n");
  });

  test("of nothing is one all the same", async () => {
    const { sink, bytes } = collect();
    await createZip(sink).end();
    expect(await readZip(bytes())).toEqual([]);
  });

  test("of any bytes in pieces of any size", async () => {
    const files = fc.array(fc.uint8Array({ maxLength: 5_000 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 1, max: 700 }), async (contents, step) => {
        const { sink, bytes } = collect();
        const zip = createZip(sink);
        for (const [index, content] of contents.entries()) {
          const read: Source["read"] = async (buffer, position) =>
            Buffer.from(content.subarray(0, position + step)).copy(buffer, 0, position);
          await zip.add({ name: `${index}`, at: AT }, { sizeBytes: content.length, read });
        }
        await zip.end();
        const found = await readZip(bytes());
        expect(found.map((file) => [...file.bytes])).toEqual(
          contents.map((content) => [...content]),
        );
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["ends early", async () => 0],
    ["fails", () => Promise.reject(new Error("EIO"))],
  ])("is whole where a file %s: that one has what came of it", async (_, fail) => {
    const { sink, bytes } = collect();
    const zip = createZip(sink);
    const read: Source["read"] = (buffer, position) =>
      position === 0 ? Promise.resolve(buffer.write("begun")) : fail();
    expect(await zip.add({ name: "bad.png", at: AT }, { sizeBytes: 4_000, read })).toBe(false);
    expect(await zip.add({ name: "good.png", at: AT }, sourceFrom(Buffer.from("good")))).toBe(true);
    await zip.end();
    const files = await readZip(bytes());
    expect(files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
      ["bad.png", "begun"],
      ["good.png", "good"],
    ]);
  });

  test("Z02: is read beyond 4 GiB, with a file of more than that, and with more than 65,535 files", async () => {
    const { sink, reader } = sparse();
    const zip = createZip(sink);
    const size = 4 * 1024 ** 3 + 12_345;
    await zip.add(
      { name: "huge.png", at: AT },
      { sizeBytes: size, read: async (buffer) => buffer.length },
    );
    for (let number = 0; number < 65_600; number += 1)
      await zip.add({ name: `${number}`, at: AT }, sourceFrom(Buffer.of()));
    await zip.add({ name: "last.png", at: AT }, sourceFrom(Buffer.from("last")));
    await zip.end();

    const written = reader();
    const read = await yauzl.fromRandomAccessReaderPromise(written, written.sizeBytes, {
      lazyEntries: true,
      autoClose: false,
    });
    expect(read.entryCount).toBe(65_602);
    const entries = new Map<string, yauzl.Entry>();
    for await (const entry of read.eachEntry()) entries.set(entry.fileName, entry);
    expect(entries.get("huge.png")).toMatchObject({ uncompressedSize: size, compressedSize: size });
    const last = entries.get("last.png");
    if (!last) throw new Error("The last one is missing");
    expect(last.relativeOffsetOfLocalHeader).toBeGreaterThan(size);
    const chunks: Buffer[] = [];
    for await (const chunk of await read.openReadStreamPromise(last)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe("last");
    expect(crc32("last")).toBe(last.crc32);
  }, 60_000);
});

describe("whoever takes the bytes", () => {
  test("sets the pace: no more than one piece is read ahead", async () => {
    const taking: (() => void)[] = [];
    const sink = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => void taking.push(() => done()),
    });
    let readCount = 0;
    const read: Source["read"] = async (buffer) => {
      readCount += 1;
      return buffer.length;
    };
    const adding = createZip(sink).add({ name: "a", at: AT }, { sizeBytes: 100_000_000, read });
    for (let turn = 0; turn < 3; turn += 1) {
      await expect.poll(() => taking.length).toBe(1);
      taking.pop()?.();
    }
    await expect.poll(() => taking.length).toBe(1);
    // The head and two pieces are taken, the third is on its way, and the fourth waits in memory.
    expect(readCount).toBeLessThanOrEqual(4);
    sink.destroy();
    await expect(adding).rejects.toThrow(SinkGone);
  });

  test("and leaves ends the reading", async () => {
    const { sink } = collect();
    let position = 0;
    const read: Source["read"] = async (buffer, at) => {
      position = at;
      if (at > 3_000_000) sink.destroy();
      return buffer.length;
    };
    const adding = createZip(sink).add({ name: "a", at: AT }, { sizeBytes: 1_000_000_000, read });
    await expect(adding).rejects.toThrow(SinkGone);
    expect(position).toBeLessThan(6_000_000);
  });
});

/** Keeps what is written but for the bytes of one huge file, of which it remembers the length. */
function sparse() {
  const before: Buffer[] = [];
  const after: Buffer[] = [];
  let hugeBytes = 0;
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      if (chunk.length > 100_000) hugeBytes += chunk.length;
      // Its last piece may be a short one: whatever is left is zeros there and here.
      else (hugeBytes > 0 ? after : before).push(Buffer.from(chunk));
      done();
    },
  });
  class Reader extends yauzl.RandomAccessReader {
    readonly #head = Buffer.concat(before);
    readonly #tail = Buffer.concat(after);
    readonly #tailAt = this.#head.length + hugeBytes;
    readonly sizeBytes = this.#tailAt + this.#tail.length;
    override _readStreamForRange(start: number, end: number) {
      const bytes = Buffer.alloc(end - start);
      if (start < this.#head.length) this.#head.copy(bytes, 0, start);
      if (end > this.#tailAt)
        this.#tail.copy(
          bytes,
          Math.max(0, this.#tailAt - start),
          Math.max(0, start - this.#tailAt),
        );
      return Readable.from([bytes]);
    }
  }
  return { sink, reader: () => new Reader() };
}
