import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { LibraryDays } from "@/lib/library/schema";
import { getJson } from "@/lib/shared/get-json";

/** Between two looks for pictures that have come. */
const NEWS_INTERVAL_MS = 30_000;

const readDays = (q: string, signal: AbortSignal) =>
  getJson(
    `/api/library/days?${new URLSearchParams({ q })}`,
    async () => (await import("@/lib/library/schema")).libraryDaysSchema,
    signal,
  );

/** How many pictures each day has under a search, which is the whole of the grid's height. */
export const libraryDaysQuery = (q: string) =>
  queryOptions({
    queryKey: ["library", "days", q],
    queryFn: ({ signal }) => readDays(q, signal),
    placeholderData: keepPreviousData,
    // What is looked at does not move: new pictures come when they are asked for, or with the next visit.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** The same search as it would be now. */
export const libraryNewsQuery = (q: string, list: LibraryDays) =>
  queryOptions({
    queryKey: ["library", "news", q, list.asOf],
    queryFn: ({ signal }) => readDays(q, signal),
    initialData: list,
    staleTime: NEWS_INTERVAL_MS,
    refetchInterval: NEWS_INTERVAL_MS,
    gcTime: 0,
  });

type ChunkPlace = { q: string; from: string; to: string; asOf: string; offset: number };

/** A stretch of the list: what those days have, from `offset` on. Whoever reads it keeps it. */
export const libraryChunkQuery = ({ q, from, to, asOf, offset }: ChunkPlace) =>
  queryOptions({
    queryKey: ["library", "chunk", q, asOf, from, to, offset],
    queryFn: ({ signal }) =>
      getJson(
        `/api/library/pictures?${new URLSearchParams({ q, from, to, asOf, offset: String(offset) })}`,
        async () => (await import("@/lib/library/schema")).libraryChunkSchema,
        signal,
      ),
    gcTime: 0,
  });

type IdsPlace = ChunkPlace & { limit: number };

/** The same for ids alone, as many as are wanted. */
export const readLibraryIds = async (
  { limit, offset, ...place }: IdsPlace,
  signal: AbortSignal,
) => {
  const query = new URLSearchParams({ ...place, offset: String(offset), limit: String(limit) });
  const { imageIds } = await getJson(
    `/api/library/ids?${query}`,
    async () => (await import("@/lib/library/schema")).imageIdsPageSchema,
    signal,
  );
  return imageIds;
};

/** The person's own. */
export const savedSearchesQuery = () =>
  queryOptions({
    queryKey: ["library", "searches"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/library/searches",
        async () => (await import("@/lib/library/schema")).savedSearchesSchema,
        signal,
      ),
  });

export const generationMarksQuery = (generationId: string) =>
  queryOptions({
    queryKey: ["library", "marks", generationId],
    queryFn: ({ signal }) =>
      getJson(
        `/api/library/marks?${new URLSearchParams({ generationId })}`,
        async () => (await import("@/lib/library/schema")).generationMarksSchema,
        signal,
      ),
  });

export const libraryFacetsQuery = (q: string) =>
  queryOptions({
    queryKey: ["library", "facets", q],
    queryFn: ({ signal }) =>
      getJson(
        `/api/library/facets?${new URLSearchParams({ q })}`,
        async () => (await import("@/lib/library/schema")).libraryFacetsSchema,
        signal,
      ),
    placeholderData: keepPreviousData,
  });
