import type { ImageMime } from "@/lib/image/schema/facts";
import type { Reader } from "@/lib/shared/actor";

export type ReferenceImageRecord = {
  id: string;
  teamId: string;
  sha256: string;
  fileName: string;
  mime: ImageMime;
  /** As shown, px. */
  width: number;
  height: number;
  sizeBytes: number;
  thumbhash: Uint8Array;
  /** The copy that is shown and sent, where the received bytes had to change. */
  cleanCopy: { mime: ImageMime; sizeBytes: number } | null;
  /** The picture of ours that it was made from. */
  sourceImageId: string | null;
};

export interface ReferenceImageRepository {
  /** One per team and sha256: a second upload of the same bytes answers with the first, restored if deleted. */
  save(record: ReferenceImageRecord, giverId: string): Promise<ReferenceImageRecord>;
  /** The reference that was made from one of our pictures, which is given again by that; null when none was. */
  findBySourceInTeam(reader: Reader, imageId: string): Promise<ReferenceImageRecord | null>;
  /** Newest first, from after `after`; those that somebody sees, as below. */
  listInTeam(
    reader: Reader,
    page: { after: { at: Date; id: string } | null; limit: number },
  ): Promise<(ReferenceImageRecord & { createdAt: Date })[]>;
  /**
   * Those of the team that exist, in no order. Somebody to whom projects are closed sees what they have given themselves,
   * what a run that they see was made from,
   * what was made from a picture that they see, and what nothing was made of yet.
   */
  findManyInTeam(reader: Reader, ids: readonly string[]): Promise<ReferenceImageRecord[]>;
}
