import { useInfiniteQuery } from "@tanstack/react-query";
import { useSettled } from "@/components/ui/use-settled";
import { pastPromptsQuery } from "@/lib/prompt-history/queries";
import type { PromptScope } from "@/lib/prompt-history/schema";

/** A pause in typing after which is searched, ms. */
const PAUSE_MS = 150;

export function usePastPrompts(scope: PromptScope, text: string) {
  const search = useSettled(text.trim(), PAUSE_MS);
  const query = useInfiniteQuery(pastPromptsQuery(scope, search));
  return {
    search,
    query,
    prompts: query.data?.pages.flatMap((page) => page.prompts) ?? [],
    loadMore() {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
  };
}
