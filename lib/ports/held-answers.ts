import type { CreateOutcome } from "@/lib/ports/gateway";

/** Answers to paid calls that cannot be written down yet, kept where no database is needed. */
export interface HeldAnswers {
  /** Tells the operator what is needed to claim the task, and no address of a picture. */
  note(held: { clientBusinessId: string; outcome: CreateOutcome; cause: unknown }): void;
}
