import type { AspectRatio } from "@/lib/generation/schema";
import type { Transaction } from "@/lib/ports/database";
import type { Sight } from "@/lib/shared/actor";

/** Where a page of the bin begins: newest first. */
export type BinPlace = { binnedAt: Date; imageId: string };

export type BinnedRecord = BinPlace & {
  /** Such as `AK-1122-08/2`. */
  code: string;
  promptAsTyped: string;
  authorName: string;
  /** Null when nobody knows any more. */
  binnedByName: string | null;
  width: number;
  height: number;
  aspectRatio: AspectRatio;
  sizeBytes: number;
  thumbhash: Uint8Array | null;
};

/** Everything that decides what becomes of a picture and of its bytes when it is deleted for good. */
export type UseRecord = {
  imageId: string;
  code: string;
  sha256: string;
  sizeBytes: number;
  /** Its generation has not ended: the picture and what else comes are one account. */
  isUnderWay: boolean;
  /** Generations go on from it. */
  isParent: boolean;
  /** Somebody's composer is about to go on from it. */
  isStaged: boolean;
  /** A reference image of any team has the same bytes. */
  isReferenced: boolean;
  /** Pictures of any team with the same bytes that were not asked for. */
  otherCount: number;
};

export interface BinRepository {
  total(sight: Sight): Promise<{ count: number; sizeBytes: number }>;
  list(sight: Sight, page: { after: BinPlace | null; limit: number }): Promise<BinnedRecord[]>;
  /** Those that were binned until then, longest ago first. */
  listIds(sight: Sight, page: { until: Date; limit: number }): Promise<string[]>;
  /** Teams that have any of those. */
  listTeams(until: Date): Promise<string[]>;
  /** Of the pictures asked for, those that the person sees and that are in the bin. */
  listUses(sight: Sight, imageIds: readonly string[]): Promise<UseRecord[]>;
  /** The same, and until the end of `tx` nobody restores one of them or begins to go on from it. */
  lockUses(tx: Transaction, sight: Sight, imageIds: readonly string[]): Promise<UseRecord[]>;
  /**
   * Takes them out of the library for good, with their marks and tags. The rows of `kept` stay for what speaks of them;
   * those of `gone` go, and their bytes are to be looked at.
   */
  erase(
    tx: Transaction,
    pictures: { kept: readonly string[]; gone: readonly string[] },
    at: Date,
  ): Promise<void>;
}
