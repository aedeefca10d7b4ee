import type { PromptCursor, PromptRecord } from "@/lib/ports/prompt-history-repository";
import type { PromptPage } from "@/lib/prompt-history/schema";

/** Names every field that leaves the server. */
export const presentPrompts = (
  records: readonly PromptRecord[],
  next: PromptCursor | null,
): PromptPage => ({
  entries: records.map(({ id, prompt, code, authorName, createdAt, imageId }) => ({
    id,
    prompt,
    code,
    authorName,
    createdAt: createdAt.toISOString(),
    imageId,
  })),
  nextCursor:
    next && Buffer.from(`${next.createdAt.toISOString()}|${next.id}`).toString("base64url"),
});
