/** Keeps bytes that are about to be used. */
export interface BlobHold {
  /** Once the row that speaks of them is committed, or will never be. */
  release(): Promise<void>;
}

/**
 * Who uses the bytes that are stored under a sha256: pictures and reference images of every team, counted by their rows.
 * Bytes are put away before their row is written, so whoever does that holds them first (docs/decisions/020).
 */
export interface Blobs {
  /** From when it returns nobody removes these bytes. A process that dies keeps them for a day. */
  hold(sha256: string): Promise<BlobHold>;
  /**
   * Runs `remove` when nothing speaks of the bytes and nobody holds them; until it has ended nobody can begin to. `held`
   * asks to come back. @throws what `remove` throws: nothing has changed then, and it is tried again
   */
  removeUnused(sha256: string, remove: () => Promise<void>): Promise<"removed" | "used" | "held">;
  /** Those of which a row has gone and that nobody has looked at since, oldest first. */
  listDue(limit: number): Promise<string[]>;
}
