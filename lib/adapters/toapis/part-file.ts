import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, readFile, rm, writeFile } from "node:fs/promises";
import { z } from "zod";
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

const sourceSchema = z.object({
  /** Strong; null when nothing would prove that a rest belongs to what is there. */
  validator: z.string().nullable(),
  /** Of the whole file; null until it is known. */
  totalBytes: z.int().nullable(),
});
/** What the host says about the file that the bytes are of. */
type Source = z.infer<typeof sourceSchema>;

const noteSchema = sourceSchema.extend({ url: z.string() });

/**
 * A file that grows from the network, with its hash. A note beside it (`path` + `.json`) tells a later call, or
 * another process, which address the bytes are from. Every method throws {@link StorageError}.
 */
export class PartFile {
  sizeBytes = 0;
  source: Source | null = null;
  private hash = createHash("sha256");

  private constructor(
    private readonly handle: FileHandle,
    private readonly path: string,
    private readonly url: string,
  ) {}

  /** With what is there of `url`; with nothing when it is of another one, or cannot be continued. */
  static async open(path: string, url: string): Promise<PartFile> {
    // Anew instead of emptied: a whole file may have a second name in the storage.
    if ((await readNote(noteOf(path)))?.url !== url) await onDisk(rm(path, { force: true }));
    const handle = await onDisk(open(path, constants.O_RDWR | constants.O_CREAT));
    const file = new PartFile(handle, path, url);
    try {
      await file.restore();
      return file;
    } catch (cause) {
      await file.close();
      throw cause;
    }
  }

  get isComplete(): boolean {
    return this.source !== null && this.sizeBytes === this.source.totalBytes;
  }

  /** For If-Range; null when what is there cannot be continued. */
  get validator(): string | null {
    return this.sizeBytes > 0 && this.source ? this.source.validator : null;
  }

  private async restore(): Promise<void> {
    const note = await readNote(this.notePath);
    if (note?.url === this.url) {
      this.source = { validator: note.validator, totalBytes: note.totalBytes };
      await onDisk(this.countAll());
    }
    if (!this.isComplete && !this.validator) await this.restart(null);
  }

  private async countAll(): Promise<void> {
    const stream = this.handle.createReadStream({ start: 0, autoClose: false });
    for await (const chunk of stream) this.count(chunk);
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const write = this.handle.write(bytes, done, bytes.length - done, this.sizeBytes + done);
      done += (await onDisk(write)).bytesWritten;
    }
    this.count(bytes);
  }

  /** Forgets what came so far; what comes now is of `source`. */
  async restart(source: Source | null): Promise<void> {
    // In this order: a note never speaks of bytes that are not its own.
    await onDisk(rm(this.notePath, { force: true }));
    await onDisk(this.handle.truncate(0));
    this.hash = createHash("sha256");
    this.sizeBytes = 0;
    this.source = source;
    if (source?.validator) await this.writeNote(source);
  }

  /** On the disk when this returns. */
  async finish(): Promise<{ sizeBytes: number; sha256: string }> {
    await onDisk(this.handle.sync());
    // Whoever is stopped before the file has found its place finds it complete, when its address may be dead.
    if (this.source) await this.writeNote({ ...this.source, totalBytes: this.sizeBytes });
    return { sizeBytes: this.sizeBytes, sha256: this.hash.digest("hex") };
  }

  async discard(): Promise<void> {
    await onDisk(rm(this.notePath, { force: true }));
    await onDisk(rm(this.path, { force: true }));
  }

  async close(): Promise<void> {
    await onDisk(this.handle.close());
  }

  private count(bytes: Uint8Array) {
    this.hash.update(bytes);
    this.sizeBytes += bytes.length;
  }

  private get notePath() {
    return noteOf(this.path);
  }

  private writeNote(source: Source): Promise<void> {
    return onDisk(writeFile(this.notePath, JSON.stringify({ ...source, url: this.url })));
  }
}

const noteOf = (path: string) => `${path}.json`;

/** Null when there is none, or half of one. */
async function readNote(path: string): Promise<z.infer<typeof noteSchema> | null> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return null;
  }
}
