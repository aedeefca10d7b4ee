import "server-only";

import type { Ports } from "@/lib/ports/ports";
import type { PromptCursor, PromptRecord } from "@/lib/ports/prompt-history-repository";
import type { PromptScope } from "@/lib/prompt-history/schema";
import type { Actor } from "@/lib/shared/actor";

export type PromptQuestion = {
  scope: PromptScope;
  /** Empty finds everything. */
  text: string;
  cursor: PromptCursor | null;
  limit: number;
};

/** One page, and the cursor of the next one: null on the last. */
export async function listPrompts(
  ports: Pick<Ports, "promptHistory">,
  actor: Actor,
  { scope, text, cursor, limit }: PromptQuestion,
): Promise<{ records: PromptRecord[]; next: PromptCursor | null }> {
  const owner = { teamId: actor.teamId, authorId: scope === "mine" ? actor.userId : null };
  const found = await ports.promptHistory.list(owner, { text, cursor, limit: limit + 1 });
  const records = found.slice(0, limit);
  return { records, next: (found.length > limit && records.at(-1)) || null };
}
