import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";

/** A file that grows from the network, with its hash. */
export class PartFile {
  sizeBytes = 0;
  private hash = createHash("sha256");

  private constructor(
    private readonly handle: FileHandle,
    private readonly path: string,
  ) {}

  /** @throws when there is such a file already. */
  static async create(path: string): Promise<PartFile> {
    return new PartFile(await open(path, "wx"), path);
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes);
    await this.handle.write(bytes, 0, bytes.length, this.sizeBytes);
    this.sizeBytes += bytes.length;
  }

  async restart(): Promise<void> {
    await this.handle.truncate(0);
    this.hash = createHash("sha256");
    this.sizeBytes = 0;
  }

  /** On the disk when this returns. */
  async finish(): Promise<{ sizeBytes: number; sha256: string }> {
    await this.handle.sync();
    await this.handle.close();
    return { sizeBytes: this.sizeBytes, sha256: this.hash.digest("hex") };
  }

  async discard(): Promise<void> {
    await this.handle.close();
    await rm(this.path, { force: true });
  }
}
