import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { type PromptScope, promptPageSchema } from "@/lib/prompt-history/schema";
import { getJson } from "@/lib/shared/get-json";

type PromptQuestion = { scope: PromptScope; text: string };

/** One page; `cursor` is empty for the first. */
export const fetchPrompts = (
  { scope, text }: PromptQuestion,
  cursor: string,
  signal: AbortSignal,
) =>
  getJson(
    `/api/prompts?${new URLSearchParams({ scope, q: text, ...(cursor && { cursor }) })}`,
    promptPageSchema,
    signal,
  );

/** Earlier prompts, newest first, each once. */
export const promptHistoryQuery = (question: PromptQuestion) =>
  infiniteQueryOptions({
    queryKey: ["prompt-history", question],
    queryFn: ({ signal, pageParam }) => fetchPrompts(question, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    // What was sent meanwhile belongs at its head.
    staleTime: 0,
  });
