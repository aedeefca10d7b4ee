import type { ReferenceRole, Variables, Verb } from "@/lib/generation/schema/inputs";
import type { Sight } from "@/lib/shared/actor";

export type LineageStepRecord = {
  imageId: string;
  generationId: string;
  variantId: string;
  /** Such as `AK-1122-08/2`. */
  code: string;
  verb: Verb;
  isUpload: boolean;
  promptAsTyped: string;
  variables: Variables;
  /** Which of the texts that its press expanded to, from 1. */
  expansion: number;
  thumbhash: Uint8Array | null;
  /** That the picture before it fills, from 1. Null for a fresh one. */
  parentSlot: number | null;
  /** Generations that go on from it. */
  continuedCount: number;
  references: {
    slot: number;
    referenceImageId: string;
    name: string;
    role: ReferenceRole | null;
    isEnabled: boolean;
  }[];
};

/** The file that the root was made from. */
export type LineageUploadRecord = {
  referenceImageId: string;
  name: string;
  thumbhash: Uint8Array;
};

export type LineageRecord = {
  upload: LineageUploadRecord | null;
  chain: LineageStepRecord[];
  children: LineageStepRecord[];
};

export interface LineageRepository {
  /**
   * `upload` is the first reference that a fresh root was sent with, unless that is a picture of the studio;
   * `chain` leads from a fresh picture to this one, `children` has the first picture of each generation that
   * goes on from it, oldest first. Null when there is no such picture in the team.
   */
  find(sight: Sight, imageId: string): Promise<LineageRecord | null>;
}
