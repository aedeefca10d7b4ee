import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable, Transform, Writable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";

/** What cannot be backed up, read or restored. The message is one sentence with the cure. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}

export type Written = { sha256: string; sizeBytes: number };

/** Hands the bytes on and knows their hash and number in the end. */
export function measure(): { through: Transform; result: () => Written } {
  const hash: Hash = createHash("sha256");
  let sizeBytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, result: () => ({ sha256: hash.digest("hex"), sizeBytes }) };
}

/** Hands the bytes on and fails in the end when they are not those. */
export function demand({ sha256, what }: { sha256: string; what: string }): Transform {
  const hash = createHash("sha256");
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const isGood = hash.digest("hex") === sha256;
      done(isGood ? null : damaged(what));
    },
  });
}

export const damaged = (what: string) =>
  new BackupError(`${what} of the backup is damaged: take another backup.`);

/**
 * Written, on the disk, read back, and only then under its name. Answers with what lies in the file. The sink says that
 * it has taken a chunk when the system has: whoever writes may use the same buffer again.
 */
export async function writeDurably(
  file: string,
  write: (sink: Writable) => Promise<unknown>,
): Promise<Written> {
  const draft = `${file}.part`;
  const { sink, result } = openSink(draft);
  try {
    await write(sink);
    if (!sink.writableEnded) sink.end();
    await finished(sink);
    const written = result();
    if ((await hashOfFile(draft)).sha256 !== written.sha256)
      throw new BackupError(`${file} reads otherwise than it was written: look at the disk.`);
    await rename(draft, file);
    return written;
  } catch (cause) {
    sink.destroy();
    await rm(draft, { force: true });
    throw cause;
  }
}

function openSink(file: string): { sink: Writable; result: () => Written } {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const disk = createWriteStream(file, { mode: 0o600, flush: true });
  const sink = new Writable({
    write(chunk: Buffer, encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      disk.write(chunk, encoding, done);
    },
    // It is closed once it has been flushed.
    final: (done) => void disk.once("close", () => done()).end(),
    destroy: (cause, done) => {
      disk.destroy();
      done(cause);
    },
  });
  disk.on("error", (cause) => sink.destroy(cause));
  return { sink, result: () => ({ sha256: hash.digest("hex"), sizeBytes }) };
}

/** Rows or lines as a zstd file. `content` is what they were before. */
export async function writeCompressed(
  file: string,
  source: Readable,
): Promise<{ file: Written; content: Written }> {
  const { through, result } = measure();
  const params = { [constants.ZSTD_c_checksumFlag]: 1 };
  const written = await writeDurably(file, (sink) =>
    pipeline(source, through, createZstdCompress({ params }), sink),
  );
  return { file: written, content: result() };
}

/** Fails where the file or what it holds is not as it was written. */
export function openCompressed(
  file: string,
  { what, sha256, contentSha256 }: { what: string; sha256: string; contentSha256: string },
): Readable {
  async function* bytes(): AsyncIterable<Buffer> {
    const end = demand({ sha256: contentSha256, what });
    const source = demand({ sha256, what });
    // `end` carries the failure to whoever reads it.
    pipeline(createReadStream(file), source, createZstdDecompress(), end).catch(() => undefined);
    try {
      yield* end;
    } catch (cause) {
      throw cause instanceof BackupError ? cause : damaged(what);
    }
  }
  return Readable.from(bytes(), { objectMode: false });
}

export async function hashOfFile(file: string): Promise<Written> {
  const { through, result } = measure();
  await pipeline(createReadStream(file), through, async (chunks) => {
    for await (const _ of chunks);
  });
  return result();
}

export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new BackupError(
      `The folder ${folder} cannot be made (${code}): name another with --to FOLDER.`,
    );
  }
}

/** What lies in it lasts only when the folder that lists it is on the disk too. Windows needs no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** A whole backup appears in one step. */
export async function publish(draft: string, folder: string): Promise<void> {
  await syncFolder(draft);
  await rename(draft, folder);
  await syncFolder(path.dirname(folder));
}
