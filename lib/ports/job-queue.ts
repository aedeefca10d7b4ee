import type { Transaction } from "@/lib/ports/database";

export type JobName = "submit" | "follow" | "save" | "derive";

export interface JobQueue {
  /**
   * Takes effect when `tx` commits, so a job never exists without its row. A job with the same name and
   * id that has not begun is replaced.
   */
  enqueue(tx: Transaction, job: { name: JobName; id: string; runAt?: Date }): Promise<void>;
}
