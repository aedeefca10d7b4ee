import {
  type InfiniteData,
  keepPreviousData,
  replaceEqualDeep,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { applyStatus } from "@/components/generation/feed-cache";
import { mergeReread } from "@/components/generation/merge-status";
import {
  aheadCountsQuery,
  generationFeedQuery,
  statusQuery,
  unsettledIds,
} from "@/lib/generation/queries";
import type { GenerationPage, GenerationView } from "@/lib/generation/schema";
import { HttpError } from "@/lib/shared/get-json";

type FeedData = InfiniteData<GenerationPage, string>;

/** What the server has just rendered need not be read again. */
const FRESH_MS = 30_000;
/** Failed polls in a row before the screen says so. */
const FAILURES_MAX = 3;
const RETRY_DELAY_MS = 1_000;
const RETRY_DELAY_MS_MAX = 10_000;

function keepNewest(known: unknown, read: unknown) {
  const before = known as FeedData | undefined;
  const after = read as FeedData;
  if (!before) return after;
  return replaceEqualDeep(before, { ...after, pages: mergeReread(before.pages, after.pages) });
}

/** The generations of a project, newest first, and the way to older ones. */
export function useFeed(projectId: string, initialPage: GenerationPage) {
  const query = useInfiniteQuery({
    ...generationFeedQuery(projectId),
    initialData: { pages: [initialPage], pageParams: [""] },
    staleTime: FRESH_MS,
    // What teammates have made meanwhile.
    refetchOnWindowFocus: "always",
    structuralSharing: keepNewest,
  });
  const generations = query.data.pages.flatMap((page) => page.generations);
  return { query, generations };
}

const isSignedOut = (error: unknown) => error instanceof HttpError && error.status === 401;

export type Trouble = "silent" | "signedOut";

function troubleOf(query: { error: Error | null; failureCount: number }): Trouble | null {
  if (isSignedOut(query.error)) return "signedOut";
  return query.error || query.failureCount >= FAILURES_MAX ? "silent" : null;
}

/** One poll for everything that is unfinished; ends by itself. A failed one keeps what is known. */
export function useStatus(projectId: string, generations: readonly GenerationView[]) {
  const queryClient = useQueryClient();
  const ids = unsettledIds(generations);
  const query = useQuery({
    ...statusQuery(ids),
    placeholderData: keepPreviousData,
    // Without it a browser that believes to be offline would stop asking a studio in its own house.
    networkMode: "always",
    retry: (_count, error) => !isSignedOut(error),
    retryDelay: (count) => Math.min(RETRY_DELAY_MS * 2 ** count, RETRY_DELAY_MS_MAX),
  });
  const status = query.isPlaceholderData ? undefined : query.data;
  useEffect(() => {
    if (!status) return;
    applyStatus(queryClient, projectId, status);
    queryClient.setQueryData(aheadCountsQuery().queryKey, status.aheadCounts);
  }, [queryClient, projectId, status]);
  const isAsking = ids.length > 0;
  return {
    active: isAsking ? (query.data?.active ?? null) : null,
    trouble: isAsking ? troubleOf(query) : null,
  };
}
