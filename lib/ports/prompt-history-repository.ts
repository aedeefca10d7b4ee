/** The place in a list, newest first, after which a page begins. */
export type PromptCursor = { createdAt: Date; id: string };

export type PromptRecord = {
  /** Of the newest generation with this text. */
  id: string;
  prompt: string;
  /** Such as `AK-1122-08`. */
  code: string;
  authorName: string;
  createdAt: Date;
  /** Of its first finished picture; null while there is none. */
  imageId: string | null;
};

export interface PromptHistoryRepository {
  /** Newest first, each text once, in which `text` occurs in whatever case. `authorId` null means everybody's. */
  list(
    owner: { teamId: string; authorId: string | null },
    page: { text: string; cursor: PromptCursor | null; limit: number },
  ): Promise<PromptRecord[]>;
}
