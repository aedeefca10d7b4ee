import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { pastPromptsQuery } from "@/lib/prompt-history/queries";
import type { PromptScope } from "@/lib/prompt-history/schema";

/** A pause in typing after which is searched, ms. */
const PAUSE_MS = 150;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

export function usePastPrompts(scope: PromptScope, text: string) {
  const search = useSettled(text.trim());
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
