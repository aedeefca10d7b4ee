import "server-only";

import type { FileHandle } from "node:fs/promises";
import type { Writable } from "node:stream";

/** Bytes that stay readable until they are closed, also when their file is deleted meanwhile. */
export type Source = {
  sizeBytes: number;
  /** Fills `buffer` from `position` on; answers with how many bytes, 0 at the end. */
  read(buffer: Buffer, position: number): Promise<number>;
};

export const sourceOf = (file: FileHandle, sizeBytes: number): Source => ({
  sizeBytes,
  read: async (buffer, position) => (await file.read(buffer, 0, buffer.length, position)).bytesRead,
});

/** Whoever was to take the bytes has gone: nothing more is read. */
export class SinkGone extends Error {
  override readonly name = "SinkGone";
}

/** Resolves when the kernel has taken the bytes, so that their buffer can be used again. @throws {SinkGone} */
export function write(sink: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    if (sink.destroyed) return reject(new SinkGone());
    const leave = () => reject(new SinkGone());
    sink.once("close", leave);
    sink.write(bytes, (failure) => {
      sink.off("close", leave);
      if (failure) reject(new SinkGone(undefined, { cause: failure }));
      else resolve();
    });
  });
}

/** Resolves when everything has left. @throws {SinkGone} */
export function finish(sink: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    if (sink.destroyed) return reject(new SinkGone());
    sink.once("close", () => (sink.writableFinished ? resolve() : reject(new SinkGone())));
    sink.end(resolve);
  });
}

const CHUNK_BYTES = 512 * 1024;
/** One is read into while the other is on its way. */
export type Buffers = readonly [Buffer, Buffer];
export const newBuffers = (): Buffers => [
  Buffer.allocUnsafeSlow(CHUNK_BYTES),
  Buffer.allocUnsafeSlow(CHUNK_BYTES),
];

type Pumped = { sizeBytes: number; failure: unknown };

/**
 * Moves a source to the sink. A source that fails or ends early is no error of the sink: what came of it is told.
 * @throws {SinkGone}
 */
export async function pump(
  source: Source,
  sink: Writable,
  { buffers, onBytes }: { buffers: Buffers; onBytes?: (bytes: Buffer) => void },
): Promise<Pumped> {
  let position = 0;
  let failure: unknown = null;
  let writing: Promise<void> = Promise.resolve();
  for (let turn = 0; position < source.sizeBytes; turn += 1) {
    const buffer = turn % 2 === 0 ? buffers[0] : buffers[1];
    const room = buffer.subarray(0, Math.min(buffer.length, source.sizeBytes - position));
    const [count] = await Promise.all([
      source.read(room, position).catch((cause: unknown) => {
        failure = cause;
        return 0;
      }),
      writing,
    ]);
    // The loop has waited for it.
    writing = Promise.resolve();
    if (count === 0) break;
    const bytes = room.subarray(0, count);
    onBytes?.(bytes);
    position += count;
    writing = write(sink, bytes);
    // Awaited in the next turn; a failure before that is no unhandled one.
    writing.catch(() => undefined);
  }
  await writing;
  return { sizeBytes: position, failure };
}
