import type { Transaction } from "@/lib/ports/database";
import type { Reader, Sight } from "@/lib/shared/actor";
import type { Focus, TakeoutOrder, TakeoutProgress, TakeoutSample } from "@/lib/takeout/schema";

type Owner = { teamId: string; personId: string };

/** A picture with what its file is named and made from. */
export type TakeoutPicture = TakeoutSample & {
  sizeBytes: number;
  storageKey: string;
  promptAsSent: string;
  madeAt: Date;
};

export type TakeoutRecord = {
  id: string;
  order: TakeoutOrder;
  imageIds: string[];
  progress: TakeoutProgress | null;
};

/** What people have asked to take out, and what a crop keeps in sight. */
export interface TakeoutRepository {
  create(
    tx: Transaction,
    owner: Owner,
    takeout: Omit<TakeoutRecord, "progress"> & { at: Date; expiresAt: Date },
  ): Promise<void>;
  /** The person's own, while it has not expired. */
  find(owner: Owner, id: string, now: Date): Promise<TakeoutRecord | null>;
  /** False when it was stopped: then nothing is written, and nobody waits for the rest. */
  setProgress(owner: Owner, id: string, progress: TakeoutProgress): Promise<boolean>;
  /** For good: no download of it begins any more. False when there is none, or when it is done. */
  stop(owner: Owner, id: string): Promise<boolean>;
  /** Those that expired before. */
  removeExpired(before: Date): Promise<void>;
  /** Those that the person sees outside the bin, in the order asked for; others are left out. */
  listPictures(sight: Sight, imageIds: readonly string[]): Promise<TakeoutPicture[]>;
  /** Of the same. */
  sumUp(sight: Sight, imageIds: readonly string[]): Promise<{ count: number; sizeBytes: number }>;
  /** False when the person sees no such picture outside the bin. */
  setFocus(reader: Reader, imageId: string, focus: Focus & { at: Date }): Promise<boolean>;
}
