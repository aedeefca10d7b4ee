import type { Writable } from "node:stream";

export type ByteRange = { start: number; end: number };
export type StoredObject = { key: string; sizeBytes: number };

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

/** A file of the spool that nobody else of this machine touches until `release`. */
export interface SpoolClaim {
  path: string;
  /**
   * Another name of the same bytes, to be put away while `path` stays as the proof that they came. Whoever
   * writes to `path` after that has to make it anew. It goes with the release. @throws {StorageError} `missing`
   */
  twin(): Promise<string>;
  /** Removes the file and what was noted about it in `path` + `.json`. */
  discard(): Promise<void>;
  release(): Promise<void>;
}

/** Bytes under content-addressed keys such as `blobs/9f/9f2c…`. A key is written once and never changed. */
export interface ObjectStorage {
  /**
   * Moves a finished local file to `key` durably: on disk fsynced and renamed, in S3 confirmed with its
   * size. Only then the source goes. Does nothing but remove the source when the key exists.
   * @throws {StorageError}
   */
  putFile(key: string, sourcePath: string): Promise<void>;
  has(key: string): Promise<boolean>;
  /** @throws {StorageError} `missing` */
  sizeBytes(key: string): Promise<number>;
  /** Writes the bytes of the range to `sink` without ending it; stops early when the sink is destroyed. */
  send(key: string, range: ByteRange, sink: Writable): Promise<void>;
  /**
   * A local file with the same bytes, for reading only and now: a copy of an object in S3 may be gone
   * minutes later. @throws {StorageError} `missing`
   */
  localPath(key: string): Promise<string>;
  /** What lies in a folder, by key. @throws {StorageError} */
  list(folder: KeptFolder): Promise<StoredObject[]>;
  /** Everything of a folder of blobs, some hundreds at a time, in no order. @throws {StorageError} */
  walk(folder: BlobFolder): AsyncIterable<StoredObject[]>;
  delete(key: string): Promise<void>;
  /** A new path in the spool for a file that is being made: it goes after three days. Same file system as the storage on disk. */
  newSpoolPath(): Promise<string>;
  /**
   * The same file for the same name, such as `<variant id>.part`: its making may be interrupted and resumed by
   * this machine. Null while another call, here or in a process that lives, holds it. It stays until it is
   * discarded, however long that takes. @throws {StorageError}
   */
  claimSpool(name: string): Promise<SpoolClaim | null>;
  /** Names of what was begun on this machine and not discarded. */
  listBegun(): Promise<string[]>;
  /** Bytes in the spool as a share of its limit, 0 to 1 and above. The limit holds nobody back by itself. */
  usedSpoolShare(): Promise<number>;
  /** Whether this machine can take bytes in: writes and removes a small file of the spool. */
  isWritable(): Promise<boolean>;
  /** Whether bytes can be stored and read now; as `isWritable` on disk, a small object in S3. */
  isAvailable(): Promise<boolean>;
}

export const blobKey = (sha256: string) => `blobs/${sha256.slice(0, 2)}/${sha256}`;
export const derivativeKey = (sha256: string, width: number) =>
  `derived/${sha256.slice(0, 2)}/${sha256}-${width}.webp`;
/** Of a paid result that is no picture. */
export const quarantineKey = (variantId: string, sha256: string) =>
  `quarantine/${variantId}-${sha256.slice(0, 16)}`;
/** Of a picture that came besides the one that was asked for. */
export const extraKey = (variantId: string, number: number) => `extra/${variantId}-${number}`;
/** Folders of bytes that were paid for and that no screen shows. */
export const KEPT_FOLDERS = ["quarantine", "extra"] as const;
export type KeptFolder = (typeof KEPT_FOLDERS)[number];
/** Null of a key that no such folder has. */
export const variantOfKept = (key: string) =>
  /^(?:quarantine|extra)\/([^/-]+)-[^/]+$/.exec(key)?.[1] ?? null;
/** Folders of files that are named by the sha256 of an original: itself, its previews, its clean copy. */
export const BLOB_FOLDERS = ["blobs", "derived", "clean"] as const;
export type BlobFolder = (typeof BLOB_FOLDERS)[number];
/** Of such a key; null of one that no such folder has. */
export const sha256OfKey = (key: string) =>
  /^(?:blobs|derived|clean)\/[\da-f]{2}\/([\da-f]{64})(?:-\d+\.webp)?$/.exec(key)?.[1] ?? null;
/** The copy of a reference image that is shown and sent: right side up, without GPS. */
export const cleanCopyKey = (sha256: string) => `clean/${sha256.slice(0, 2)}/${sha256}`;
