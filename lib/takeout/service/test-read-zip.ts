import { crc32 } from "node:zlib";
import yauzl from "yauzl";

export type ReadFile = { name: string; bytes: Buffer; at: Date; isStored: boolean };

/** Reads a ZIP as another program does: names and sizes are checked on the way, and each checksum here. */
export async function readZip(bytes: Buffer): Promise<ReadFile[]> {
  const zip = await yauzl.fromBufferPromise(bytes, {
    ...{ strictFileNames: true, validateEntrySizes: true, lazyEntries: true, autoClose: false },
  });
  const files: ReadFile[] = [];
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    const content = Buffer.concat(chunks);
    if (crc32(content) !== entry.crc32) throw new Error(`${entry.fileName} has another checksum`);
    files.push({
      name: entry.fileName,
      bytes: content,
      at: entry.getLastModDate(),
      isStored: entry.compressionMethod === 0,
    });
  }
  return files;
}
