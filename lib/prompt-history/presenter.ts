import type { PastPromptCursor, PastPromptRecord } from "@/lib/ports/prompt-history";
import type { PastPrompt, PastPromptPage } from "@/lib/prompt-history/schema";

type Page = {
  prompts: readonly PastPromptRecord[];
  next: PastPromptCursor | null;
  total: number | null;
};

/** Names every field that leaves the server. */
export const presentPastPrompts = ({ prompts, next, total }: Page): PastPromptPage => ({
  prompts: prompts.map(presentPastPrompt),
  nextCursor:
    next && Buffer.from(`${next.usedAt.toISOString()}|${next.generationId}`).toString("base64url"),
  total,
});

const presentPastPrompt = ({ image, author, ...past }: PastPromptRecord): PastPrompt => ({
  generationId: past.generationId,
  prompt: past.promptAsTyped,
  variables: past.variables,
  useCount: past.useCount,
  usedAt: past.usedAt.toISOString(),
  author: { id: author.id, name: author.name },
  image: image && {
    id: image.id,
    thumbhash: image.thumbhash && Buffer.from(image.thumbhash).toString("base64"),
  },
});
