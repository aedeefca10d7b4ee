import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { PromptScope } from "@/lib/prompt-history/schema";
import { getJson } from "@/lib/shared/get-json";

type Asked = { scope: PromptScope; search: string; cursor: string };

/** An empty `cursor` begins with the newest. */
export const readPastPrompts = ({ cursor, ...asked }: Asked, signal?: AbortSignal) =>
  getJson(
    `/api/prompts?${new URLSearchParams({ ...asked, ...(cursor && { cursor }) })}`,
    async () => (await import("@/lib/prompt-history/schema")).pastPromptPageSchema,
    signal,
  );

/** What was sent before, each text once, newest use first. */
export const pastPromptsQuery = (scope: PromptScope, search: string) =>
  infiniteQueryOptions({
    queryKey: ["prompt-history", scope, search],
    queryFn: ({ signal, pageParam }) =>
      readPastPrompts({ scope, search, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    // Opened again it begins with the newest.
    gcTime: 0,
    // What is typed further narrows what is shown; until then that stays.
    placeholderData: keepPreviousData,
  });
