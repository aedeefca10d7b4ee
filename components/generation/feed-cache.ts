import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { mergeStatus } from "@/components/generation/merge-status";
import { generationFeedQuery } from "@/lib/generation/queries";
import type { GenerationPage, GenerationView, Status } from "@/lib/generation/schema";

type FeedData = InfiniteData<GenerationPage, string>;

function updatePages(
  queryClient: QueryClient,
  projectId: string,
  update: (pages: GenerationPage[]) => GenerationPage[],
) {
  const { queryKey } = generationFeedQuery(projectId);
  queryClient.setQueryData<FeedData>(
    queryKey,
    (data) => data && { ...data, pages: update(data.pages) },
  );
}

export const applyStatus = (
  queryClient: QueryClient,
  projectId: string,
  status: Pick<Status, "generations">,
) => updatePages(queryClient, projectId, (pages) => mergeStatus(pages, status));

export function withPrepended(
  pages: readonly GenerationPage[],
  generation: GenerationView,
): GenerationPage[] {
  const isKnown = pages.some(({ generations }) =>
    generations.some(({ id }) => id === generation.id),
  );
  if (isKnown) return mergeStatus(pages, { generations: [generation] });
  const [first, ...rest] = pages;
  if (!first) return [{ generations: [generation], nextCursor: null }];
  return [{ ...first, generations: [generation, ...first.generations] }, ...rest];
}

/** Shows a generation that was just made, at once and once, however often it is called. */
export function prependGeneration(
  queryClient: QueryClient,
  projectId: string,
  generation: GenerationView,
) {
  // A read that is under way was asked before this generation existed and would drop it again.
  void queryClient.cancelQueries({ queryKey: generationFeedQuery(projectId).queryKey });
  updatePages(queryClient, projectId, (pages) => withPrepended(pages, generation));
}
