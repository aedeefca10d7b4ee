import type { Sight } from "@/lib/shared/actor";

/** A text that the team has sent, with its newest generation, or one generation with its references. */
export type PrecedentRecord = {
  /** Hex. */
  promptHash: string;
  generationId: string;
  /** The beginning of the text. */
  text: string;
  sharedCount: number;
  referenceCount: number;
};

export type PictureMadeBeforeRecord = {
  imageId: string;
  variantId: string;
  generationId: string;
  code: string;
  promptAsTyped: string;
  authorName: string;
  at: Date;
  thumbhash: Uint8Array | null;
};

/** What the team has made of texts and references like those that somebody is about to send. */
export interface MadeBefore {
  /**
   * Texts of the team, newest use first, that hold every part of any one group; parts are letters and digits, three at
   * least. With frequent parts only the newest texts are looked at.
   */
  listTexts(sight: Sight, groups: readonly string[][]): Promise<PrecedentRecord[]>;
  /** Generations that were sent with any of the references: most of them first, then the newest. */
  listUses(sight: Sight, referenceImageIds: readonly string[]): Promise<PrecedentRecord[]>;
  /**
   * The best picture of each, in that order: of its generation, or of the newest with the same text. What has no picture
   * outside the bin is left out.
   */
  listPictures(
    sight: Sight,
    precedents: readonly Pick<PrecedentRecord, "promptHash" | "generationId">[],
  ): Promise<PictureMadeBeforeRecord[]>;
}
