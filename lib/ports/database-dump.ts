import type { Readable } from "node:stream";

/** Whoever removes blobs shares this advisory lock, whoever copies all of them has it alone. */
export const BLOB_REMOVAL_LOCK = 727_073_694;

export type DumpTable = { name: string; columns: readonly string[] };
export type Migration = { name: string; checksum: string; sql: string };
export type AppliedStep = Pick<Migration, "name" | "checksum">;
export type NamedBlob = { sha256: string; sizeBytes: number };

/** The database as it was at one moment, whatever happens beside. Nobody removes a blob that it names. */
export interface Snapshot {
  at: Date;
  /** Eight characters that begin every clientBusinessId; null before the first was needed. */
  handle: string | null;
  migrations: readonly AppliedStep[];
  tables: readonly DumpTable[];
  /** The rows of a table in PostgreSQL's text format of COPY. One at a time. */
  copy(table: DumpTable): Readable;
  /** Bytes that a picture or a reference image speaks of, each once. */
  listBlobs(): Promise<NamedBlob[]>;
}

/** What lies where a dump is to go. */
export type DumpTarget = {
  /** Nobody has an account in it. */
  isEmpty: boolean;
  /** It has tables, and they are not Maquette's. */
  isForeign: boolean;
  /** A studio, on whatever machine, works on it now. */
  isInUse: boolean;
  personCount: number;
  imageCount: number;
};

export type DumpSource = {
  /** What its database had had. Each is among the migrations that are given with it. */
  migrations: readonly AppliedStep[];
  tables: readonly (DumpTable & { rowCount: number })[];
  /** As `Snapshot.copy` gave it; fails where it was damaged. */
  open(table: DumpTable): Readable;
};

/** What a restore changed in the rows. */
export type Restored = {
  /** Waited to be sent: nobody knows whether that happened after the backup. */
  doubtfulCount: number;
  /** Under way at the gateway: looked up as ever. */
  underWayCount: number;
  revokedSessionCount: number;
  /** How often this installation has been restored. */
  generation: number;
};

export type DumpedTable = { name: string; rowCount: number; sha256: string };

/** The sentence says what stands against it and what to do. */
export class DumpError extends Error {
  override readonly name = "DumpError";
}

/** The whole database, out and in. */
export interface DatabaseDumps {
  /** @throws {DumpError} while another backup is made */
  read<T>(run: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  look(): Promise<DumpTarget>;
  /**
   * Puts the dump in the place of all there is, brings it to the newest of `migrations`, pauses sending, and leaves
   * nothing that may have been sent since as if it had not been: all in one transaction. @throws {DumpError}
   */
  replace(
    source: DumpSource,
    to: { migrations: readonly Migration[]; backup: string; reason: string },
  ): Promise<Restored>;
  /**
   * The same in a database of its own that goes again. Answers with its tables as they lie there before the migrations
   * that the dump has not had, which are tried too. @throws {DumpError}
   */
  rehearse(source: DumpSource, migrations: readonly Migration[]): Promise<DumpedTable[]>;
}
