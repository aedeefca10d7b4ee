import type { Writable } from "node:stream";

export type ByteRange = { start: number; end: number };

export class StorageError extends Error {
  override readonly name = "StorageError";

  constructor(
    readonly code: "full" | "missing" | "unavailable",
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Bytes under content-addressed keys such as `blobs/9f/9f2c…`. A key is written once and never changed. */
export interface ObjectStorage {
  /**
   * Moves a finished local file to `key` durably: file fsynced, renamed, folder fsynced. Does nothing
   * but remove the source when the key exists. @throws {StorageError}
   */
  putFile(key: string, sourcePath: string): Promise<void>;
  has(key: string): Promise<boolean>;
  /** @throws {StorageError} `missing` */
  sizeBytes(key: string): Promise<number>;
  /** Writes the bytes of the range to `sink` without ending it; stops early when the sink is destroyed. */
  send(key: string, range: ByteRange, sink: Writable): Promise<void>;
  /** A local file with the same bytes, for reading only. @throws {StorageError} `missing` */
  localPath(key: string): Promise<string>;
  delete(key: string): Promise<void>;
  /** A new path in the spool for a file that is being made. Same file system as the storage on disk. */
  newSpoolPath(): Promise<string>;
  /** Writes and removes a small file. */
  isWritable(): Promise<boolean>;
}

export const blobKey = (sha256: string) => `blobs/${sha256.slice(0, 2)}/${sha256}`;
export const derivativeKey = (sha256: string, width: number) =>
  `derived/${sha256.slice(0, 2)}/${sha256}-${width}.webp`;
/** The copy of a reference image that is shown and sent: right side up, without GPS. */
export const cleanCopyKey = (sha256: string) => `clean/${sha256.slice(0, 2)}/${sha256}`;
