import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { S3 } from "@aws-sdk/client-s3";
import { isTransient, s3Failure } from "@/lib/adapters/storage/s3-failure";
import { type ByteRange, StorageError, type StoredObject } from "@/lib/ports/object-storage";

const CONNECT_TIMEOUT_MS = 5_000;
/** Without a byte in either direction. */
const IDLE_TIMEOUT_MS = 30_000;
const ATTEMPTS_MAX = 3;
const RETRY_MS = 200;
/** What fails is thrown; the client would also print it. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

export type BucketAddress = {
  bucket: string;
  /** Before every key, without slashes at its ends; may be empty. */
  prefix: string;
  /** Null is AWS itself. */
  endpoint: string | null;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

export type Bucket = ReturnType<typeof openBucket>;

/** Objects of one S3 bucket. Every method throws StorageError. */
export function openBucket(address: BucketAddress) {
  let client: Promise<S3> | undefined;
  const call = async <T>(use: (s3: S3) => Promise<T>): Promise<T> => {
    client ??= connect(address);
    return use(await client).catch((cause: unknown) => {
      throw s3Failure(cause, address);
    });
  };
  const object = (key: string) => ({
    Bucket: address.bucket,
    Key: address.prefix ? `${address.prefix}/${key}` : key,
  });

  /** A thousand objects each, in the order of their keys. */
  async function* pages(folder: string): AsyncIterable<StoredObject[]> {
    const { Bucket, Key } = object(`${folder}/`);
    let page: string | undefined;
    do {
      const answer = await call((s3) =>
        s3.listObjectsV2({ Bucket, Prefix: Key, ContinuationToken: page }),
      );
      yield (answer.Contents ?? []).map(({ Key: name = "", Size = 0 }) => ({
        ...{ key: `${folder}/${name.slice(Key.length)}`, sizeBytes: Size },
      }));
      page = answer.NextContinuationToken;
    } while (page);
  }

  return {
    /** Null when there is no such object. */
    async findSizeBytes(key: string): Promise<number | null> {
      try {
        const { ContentLength } = await call((s3) => s3.headObject(object(key)));
        return ContentLength ?? null;
      } catch (cause) {
        if (cause instanceof StorageError && cause.code === "missing") return null;
        throw cause;
      }
    },
    /** The bucket compares the bytes with their MD5 before it keeps them. */
    async put(key: string, file: string): Promise<void> {
      const { size } = await stat(file);
      const hash = createHash("md5");
      await pipeline(createReadStream(file), hash);
      const described = { ...object(key), ContentLength: size, ContentMD5: hash.digest("base64") };
      await call((s3) =>
        retried(async () => {
          const body = createReadStream(file);
          await s3.putObject({ ...described, Body: body }).finally(() => body.destroy());
        }),
      );
    },
    async read(key: string, range?: ByteRange): Promise<{ body: Readable; sizeBytes: number }> {
      const part = range && { Range: `bytes=${range.start}-${range.end}` };
      const { Body, ContentLength } = await call((s3) => s3.getObject({ ...object(key), ...part }));
      return { body: Body as Readable, sizeBytes: ContentLength ?? 0 };
    },
    pages,
    /** In the order of their keys. */
    async list(folder: string): Promise<StoredObject[]> {
      const found: StoredObject[] = [];
      for await (const page of pages(folder)) found.push(...page);
      return found;
    },
    async remove(key: string): Promise<void> {
      await call((s3) => s3.deleteObject(object(key)));
    },
    /** Writes and removes a small object. */
    async probe(): Promise<void> {
      const probe = object(`probe/${randomUUID()}`);
      await call(async (s3) => {
        await s3.putObject({ ...probe, Body: "writable?" });
        await s3.deleteObject(probe);
      });
    },
  };
}

/** Loaded only where there is a bucket: the client takes 35 MB and 0.2 s. */
async function connect(address: BucketAddress): Promise<S3> {
  const { S3 } = await import("@aws-sdk/client-s3");
  const { region, endpoint, accessKeyId, secretAccessKey } = address;
  return new S3({
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: ATTEMPTS_MAX,
    logger: SILENT,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: IDLE_TIMEOUT_MS },
    // Other makers' stores do not all know the newer checksums; MD5 they know.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
}

/** The client does not repeat a request whose body is a stream. */
async function retried(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (cause) {
      if (attempt === ATTEMPTS_MAX || !isTransient(cause)) throw cause;
      await sleep(RETRY_MS * 2 ** attempt);
    }
  }
}
