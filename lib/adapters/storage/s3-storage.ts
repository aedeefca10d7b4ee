import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { createLocalCache } from "@/lib/adapters/storage/local-cache";
import { copyRange, exists, written } from "@/lib/adapters/storage/local-file";
import { type Bucket, type BucketAddress, openBucket } from "@/lib/adapters/storage/s3-bucket";
import { createSpool } from "@/lib/adapters/storage/spool";
import { checkKey, translated } from "@/lib/adapters/storage/storage-failure";
import { type ObjectStorage, StorageError } from "@/lib/ports/object-storage";

const CACHE_BYTES_DEFAULT = 2 * 1024 ** 3;
/** Some stores show an object a moment after they have taken it. */
const CONFIRM_DELAYS_MS = [0, 100, 200, 400, 800];
/** Asked by every health check; the bucket counts and charges. */
const AVAILABLE_FOR_MS = 10_000;

export type S3StorageOptions = {
  address: BucketAddress;
  /** Holds the spool and the cache of this machine. */
  dataDir: string;
  spoolLimitBytes: number | null;
  cacheLimitBytes?: number;
};

/** Objects in a bucket. Small copies of pictures are also kept here, so that they outlive its absence. */
export function createS3Storage(options: S3StorageOptions): ObjectStorage {
  const { address, dataDir, spoolLimitBytes, cacheLimitBytes = CACHE_BYTES_DEFAULT } = options;
  const bucket = openBucket(address);
  const spool = createSpool({ folder: path.join(dataDir, "spool"), limitBytes: spoolLimitBytes });
  const cache = createLocalCache({
    folder: path.join(dataDir, "cache"),
    limitBytes: cacheLimitBytes,
  });
  const fetchCopy = (key: string) =>
    cache.fetch(checkKey(key), (file) => download(bucket, key, file));
  let probed = { at: Number.NEGATIVE_INFINITY, isUp: Promise.resolve(false) };

  return {
    putFile: (key, source) =>
      translated(async () => {
        if (await hasSameSize(bucket, checkKey(key), source)) return rm(source, { force: true });
        await bucket.put(key, source);
        await confirm(bucket, key, (await stat(source)).size);
        await cache.adopt(key, source);
      }),
    has: async (key) => (await bucket.findSizeBytes(checkKey(key))) !== null,
    sizeBytes: (key) =>
      translated(async () => {
        const copy = await cache.find(checkKey(key));
        const sizeBytes = copy ? (await stat(copy)).size : await bucket.findSizeBytes(key);
        if (sizeBytes === null) throw new StorageError("missing", key);
        return sizeBytes;
      }),
    send: (key, range, sink) =>
      translated(async () => {
        const isSmallCopy = key.startsWith("derived/");
        const copy = isSmallCopy ? await fetchCopy(key) : await cache.find(checkKey(key));
        if (copy) return copyRange(copy, range, sink);
        const { body } = await bucket.read(key, range);
        await copyBody(body, range.end - range.start + 1, sink);
      }),
    localPath: (key) => translated(() => fetchCopy(key)),
    list: (folder) => translated(() => bucket.list(folder)),
    walk: (folder) => bucket.pages(folder),
    delete: (key) =>
      translated(async () => {
        await bucket.remove(checkKey(key));
        await cache.forget(key);
      }),
    newSpoolPath: () => translated(spool.newPath),
    claimSpool: (name) => translated(() => spool.claim(name)),
    listBegun: () => translated(spool.listBegun),
    usedSpoolShare: () => translated(spool.usedShare),
    isWritable: spool.isWritable,
    isAvailable() {
      if (performance.now() - probed.at > AVAILABLE_FOR_MS) {
        const isUp = bucket.probe().then(
          () => true,
          () => false,
        );
        probed = { at: performance.now(), isUp };
      }
      return probed.isUp;
    },
  };
}

/** Also when the source is gone: an earlier try came to its end. */
async function hasSameSize(bucket: Bucket, key: string, source: string): Promise<boolean> {
  const storedBytes = await bucket.findSizeBytes(key);
  if (storedBytes === null) return false;
  return !(await exists(source)) || (await stat(source)).size === storedBytes;
}

async function confirm(bucket: Bucket, key: string, sizeBytes: number): Promise<void> {
  let found: number | null = null;
  for (const delayMs of CONFIRM_DELAYS_MS) {
    await sleep(delayMs);
    found = await bucket.findSizeBytes(key);
    if (found === sizeBytes) return;
  }
  throw new StorageError(
    "unavailable",
    `The bucket took ${key} but has ${found} of ${sizeBytes} B`,
  );
}

async function download(bucket: Bucket, key: string, file: string): Promise<void> {
  const { body, sizeBytes } = await bucket.read(key);
  await pipeline(body, createWriteStream(file));
  const { size } = await stat(file);
  if (size === sizeBytes) return;
  await rm(file);
  throw new StorageError("unavailable", `${key} ended after ${size} of ${sizeBytes} B`);
}

async function copyBody(body: Readable, sizeBytes: number, sink: Writable): Promise<void> {
  let sentBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (sink.destroyed || !(await written(sink, chunk))) return;
    sentBytes += chunk.length;
  }
  if (sentBytes < sizeBytes)
    throw new StorageError("unavailable", `The object ended after ${sentBytes} of ${sizeBytes} B`);
}
