import type { Transaction } from "@/lib/ports/database";

/** A file and the sha256 of the original that it is, or was made from. */
export type BlobFile = { sha256: string; sizeBytes: number };

/** Files of one team that are in one use. */
export type UsedBytes = {
  teamId: string;
  /** Null of references, which belong to no project. */
  projectId: string | null;
  /** Of a picture in the library, in the bin, or deleted and kept for what goes on from it; or of a reference alone. */
  use: "picture" | "binned" | "erased" | "reference";
  count: number;
  sizeBytes: number;
};

export type UnusedReferenceBytes = { teamId: string; sizeBytes: number };

export type StorageCheckKind = "look" | "free";

export type StorageCheckRecord = {
  id: string;
  /** Who asked. */
  teamId: string;
  personId: string;
  kind: StorageCheckKind;
  askedAt: Date;
  endedAt: Date | null;
  /** As the service wrote it; null until it has ended. */
  result: unknown;
};

export interface StorageUses {
  /** Who uses these files. A file that several teams use counts for each. */
  attribute(files: readonly BlobFile[]): Promise<UsedBytes[]>;
  /** Those of which no row speaks and that nobody holds. */
  listUnused(sha256s: readonly string[]): Promise<string[]>;
  /** Pictures of the team that were deleted for good and kept, and that nothing goes on from any more. */
  listReleased(teamId: string, limit: number): Promise<string[]>;
  countReleased(): Promise<{ teamId: string; count: number }[]>;
  /** Their rows go, as far as that is still so, and their bytes are to be looked at. Answers with how many that was. */
  dropReleased(imageIds: readonly string[], at: Date): Promise<number>;
  /**
   * Files among these that only reference images speak of which nothing uses any more: no draft, no generation, and so
   * nothing that could bring them back. With the team that has them.
   */
  attributeUnusedReferences(files: readonly BlobFile[]): Promise<UnusedReferenceBytes[]>;
  countUnusedReferences(): Promise<{ teamId: string; count: number }[]>;
  listUnusedReferences(teamId: string, limit: number): Promise<string[]>;
  /** As `dropReleased`. */
  dropUnusedReferences(ids: readonly string[], at: Date): Promise<number>;
  /** Projects of the team, for names. */
  listProjects(teamId: string): Promise<{ id: string; name: string; code: string }[]>;
  /** Of that kind, the team's own when one is named. Null while there is none. */
  latestCheck(
    kind: StorageCheckKind,
    of: { teamId?: string; hasEnded?: boolean },
  ): Promise<StorageCheckRecord | null>;
  findCheck(id: string): Promise<StorageCheckRecord | null>;
  addCheck(tx: Transaction, check: Omit<StorageCheckRecord, "endedAt" | "result">): Promise<void>;
  endCheck(id: string, result: object, at: Date): Promise<void>;
}
