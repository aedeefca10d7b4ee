/** What is written into a copy of a picture. */
export type Provenance = {
  /** Such as `AK-1122-08/2`: by it the generation is found again. */
  code: string;
  /** Name of the model. */
  model: string;
  /** As sent. Null keeps the words out of the file, those of an earlier writer too. */
  prompt: string | null;
  madeAt: Date;
  /** The packet of the original, where the file is a copy that was made without it; null: none. */
  carried: string | null;
};

/**
 * Why a file stays as it is: its structure is broken, what another program has written about it cannot be read, or
 * there is no room left in it.
 */
export type ProvenanceObstacle = "malformed" | "unreadable_metadata" | "no_room";
