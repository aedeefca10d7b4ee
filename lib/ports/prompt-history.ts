import type { Variables } from "@/lib/generation/schema/inputs";
import type { Sight } from "@/lib/shared/actor";

/** A text that was sent, as in the newest generation that has it. */
export type PastPromptRecord = {
  generationId: string;
  promptAsTyped: string;
  variables: Variables;
  /** Presses of Generate. */
  useCount: number;
  usedAt: Date;
  author: { id: string; name: string };
  /** The newest picture that the team has made of it. */
  image: { id: string; thumbhash: Uint8Array | null } | null;
};

/** A place in the history, newest first. */
export type PastPromptCursor = Pick<PastPromptRecord, "usedAt" | "generationId">;

export interface PromptHistory {
  /**
   * Each text once, newest use first, from after `cursor`; of uses in projects that are closed to the person there are
   * none. `ownerId` is a person, or the team itself for everybody's.
   * `words` are small letters and have to occur, all of them, anywhere in the text.
   */
  list(
    sight: Sight,
    ownerId: string,
    page: { words: readonly string[]; cursor: PastPromptCursor | null; limit: number },
  ): Promise<PastPromptRecord[]>;
  count(sight: Sight, ownerId: string): Promise<number>;
}
