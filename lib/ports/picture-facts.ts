import type { AspectRatio, Resolution } from "@/lib/generation/schema";
import type { Verb } from "@/lib/generation/schema/inputs";
import type { ImageMime } from "@/lib/image/schema/facts";
import type { ChargeBasis } from "@/lib/money/schema";
import type { Sight } from "@/lib/shared/actor";
import type { MicroUsd } from "@/lib/shared/money";

/** All that is known of a picture of the library. */
export type PictureFacts = {
  imageId: string;
  /** Such as `AK-1122-08/2`. */
  code: string;
  projectCode: string;
  projectName: string;
  personName: string;
  promptAsTyped: string;
  promptAsSent: string;
  /** Its id. */
  model: string;
  verb: Verb;
  aspectRatio: AspectRatio;
  resolution: Resolution;
  /** px */
  requested: { width: number; height: number };
  delivered: { width: number; height: number };
  mime: ImageMime;
  sizeBytes: number;
  sha256: string;
  /** What it cost; while that is not known, the estimate. */
  priceMicroUsd: MicroUsd;
  priceBasis: ChargeBasis;
  /** Nobody pays it. */
  isSandboxMoney: boolean;
  /** Somebody of the team picked it. */
  isKept: boolean;
  /** The highest that anybody gave it; 0 is none. */
  stars: number;
  /** In alphabetical order. */
  tags: string[];
  /** Of the references that were sent, in the order of their slots. */
  referenceNames: string[];
  /** Code of the picture that it goes on from. */
  parentCode: string | null;
  at: Date;
  storageKey: string;
  /** Its small copies are made. */
  isDerived: boolean;
};

export interface PictureFactsReader {
  /** Of pictures of the team outside the bin, in the order of the ids; what else is asked for is not there. */
  list(sight: Sight, imageIds: readonly string[]): Promise<PictureFacts[]>;
  findTeam(teamId: string): Promise<{ name: string; timeZone: string }>;
}
