import type { Transaction } from "@/lib/ports/database";

/**
 * `submit`, `follow`, `save`: one step of a variant. `derive`: the small copies of an image.
 * `dispatch`: hand out turns of an account. `probe`: see whether a key works again.
 * `checkKey`: find out what a key can do, as a person asked.
 * `models`: see whether a model that a key was refused is there again. `balance`: read what a key has left. `sweep`: find steps whose job was lost.
 * `emptyBin`: delete what has had its days there. `removeBlobs`: remove the bytes of what was deleted.
 * `lookAtStorage`, `freeStorage`: see what takes the room, remove what nobody needs.
 */
export type JobName =
  | "submit"
  | "follow"
  | "save"
  | "derive"
  | "dispatch"
  | "probe"
  | "checkKey"
  | "models"
  | "balance"
  | "sweep"
  | "emptyBin"
  | "removeBlobs"
  | "lookAtStorage"
  | "freeStorage";

export type NewJob = {
  name: JobName;
  /** Of the variant, image, account, key or check. */
  id: string;
  /** Now when left out. */
  runAt?: Date;
  /** It has its turn at the gateway already: the job does not take another. */
  hasTurn?: boolean;
  /** Two jobs of the same name and id that replace only their own kind: a timer never puts off a call. */
  slot?: "timer";
};

export interface JobQueue {
  /**
   * Takes effect when `tx` commits, so a job never exists without its row. A job with the same name, id
   * and slot that has not begun is replaced.
   */
  enqueue(tx: Transaction, job: NewJob): Promise<void>;
}
