import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { CollectionView } from "@/lib/collection/schema";
import { getJson } from "@/lib/shared/get-json";

/** Between two looks for what others have changed. */
const NEWS_INTERVAL_MS = 10_000;

export const collectionsQuery = () =>
  queryOptions({
    queryKey: ["collection", "list"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/collections",
        async () => (await import("@/lib/collection/schema")).collectionsSchema,
        signal,
      ),
  });

/** `first` is what the page came with. */
export const collectionQuery = (first: CollectionView) =>
  queryOptions({
    queryKey: ["collection", "one", first.id],
    queryFn: ({ signal }) =>
      getJson(
        `/api/collections/${first.id}`,
        async () => (await import("@/lib/collection/schema")).collectionSchema,
        signal,
      ),
    initialData: first,
    staleTime: NEWS_INTERVAL_MS,
    refetchInterval: NEWS_INTERVAL_MS,
  });

type PageWish = { id: string; after: string | null };

/** Those that follow the picture of `after`, or the first. */
const readPage = ({ id, after }: PageWish, signal: AbortSignal) =>
  getJson(
    `/api/collections/${id}/pictures?${new URLSearchParams(after ? { after } : {})}`,
    async () => (await import("@/lib/collection/schema")).collectionPageSchema,
    signal,
  );

/** Of one that is chosen by hand, in its order. */
export const collectionPicturesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["collection", "pictures", id],
    queryFn: ({ signal, pageParam: after }) => readPage({ id, after }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

/** The ids of all of them as they are now, in the same order. */
export async function readOrder(id: string, signal: AbortSignal): Promise<string[]> {
  const imageIds: string[] = [];
  for (let after: string | null = null, isEnd = false; !isEnd; ) {
    const { pictures, next } = await readPage({ id, after }, signal);
    imageIds.push(...pictures.map(({ imageId }) => imageId));
    after = next;
    isEnd = next === null;
  }
  return imageIds;
}
