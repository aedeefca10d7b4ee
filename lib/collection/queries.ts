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

/** Of one that is chosen by hand, in its order. */
export const collectionPicturesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["collection", "pictures", id],
    queryFn: ({ signal, pageParam }) =>
      getJson(
        `/api/collections/${id}/pictures?${new URLSearchParams(pageParam ? { after: pageParam } : {})}`,
        async () => (await import("@/lib/collection/schema")).collectionPageSchema,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
