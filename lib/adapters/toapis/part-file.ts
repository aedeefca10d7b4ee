import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { StorageError } from "@/lib/ports/object-storage";

const FULL: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT"]);

/** A disk that fails must not be taken for a network that fails. */
async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const isFull = cause instanceof Error && "code" in cause && FULL.has(cause.code);
    throw new StorageError(isFull ? "full" : "unavailable", "The spool file failed", { cause });
  }
}

/** A new file that grows from the network, with its hash. Every method throws {@link StorageError}. */
export class PartFile {
  sizeBytes = 0;
  private hash = createHash("sha256");

  private constructor(
    private readonly handle: FileHandle,
    private readonly path: string,
  ) {}

  static async create(path: string): Promise<PartFile> {
    return new PartFile(await onDisk(open(path, "wx")), path);
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const write = this.handle.write(bytes, done, bytes.length - done, this.sizeBytes + done);
      done += (await onDisk(write)).bytesWritten;
    }
    this.hash.update(bytes);
    this.sizeBytes += bytes.length;
  }

  /** Forgets what came so far. */
  async restart(): Promise<void> {
    if (this.sizeBytes === 0) return;
    await onDisk(this.handle.truncate(0));
    this.hash = createHash("sha256");
    this.sizeBytes = 0;
  }

  /** On the disk when this returns. */
  async finish(): Promise<{ sizeBytes: number; sha256: string }> {
    await onDisk(this.handle.sync());
    await onDisk(this.handle.close());
    return { sizeBytes: this.sizeBytes, sha256: this.hash.digest("hex") };
  }

  /** Closes and removes it. */
  async discard(): Promise<void> {
    await onDisk(this.handle.close());
    await onDisk(rm(this.path, { force: true }));
  }
}
