import "server-only";

import type { Ports } from "@/lib/ports/ports";
import type { PastPromptCursor } from "@/lib/ports/prompt-history";
import { searchWords } from "@/lib/prompt-history/policy";
import { PAST_PROMPT_PAGE_SIZE, type PromptScope } from "@/lib/prompt-history/schema";
import type { Actor } from "@/lib/shared/actor";

type Asked = { scope: PromptScope; search: string; cursor: PastPromptCursor | null };

/** Newest use first; one more than a page is read to know whether there is another. */
export async function listPastPrompts(
  { promptHistory }: Pick<Ports, "promptHistory">,
  actor: Actor,
  { scope, search, cursor }: Asked,
) {
  const ownerId = scope === "mine" ? actor.userId : actor.teamId;
  const words = searchWords(search);
  const limit = PAST_PROMPT_PAGE_SIZE + 1;
  const [rows, total] = await Promise.all([
    promptHistory.list(actor, ownerId, { words, cursor, limit }),
    cursor || words.length > 0 ? null : promptHistory.count(actor, ownerId),
  ]);
  const prompts = rows.slice(0, PAST_PROMPT_PAGE_SIZE);
  return { prompts, next: rows.length === limit ? (prompts.at(-1) ?? null) : null, total };
}
