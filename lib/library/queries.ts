import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { LibraryDays } from "@/lib/library/schema";
import { getJson } from "@/lib/shared/get-json";

/** Between two looks for pictures that have come. */
const NEWS_INTERVAL_MS = 30_000;

/** What of the library is looked at: a search, and whether look-alikes of it are one tile. */
export type LibraryView = { q: string; isStacked: boolean };
const asked = ({ q, isStacked }: LibraryView) => ({ q, ...(isStacked && { stacked: "1" }) });

const readDays = (view: LibraryView, signal: AbortSignal) =>
  getJson(
    `/api/library/days?${new URLSearchParams(asked(view))}`,
    async () => (await import("@/lib/library/schema")).libraryDaysSchema,
    signal,
  );

export const LIBRARY_DAYS_KEY = ["library", "days"] as const;

/** How many tiles each day has under a search, which is the whole of the grid's height. */
export const libraryDaysQuery = (view: LibraryView) =>
  queryOptions({
    queryKey: [...LIBRARY_DAYS_KEY, view.q, view.isStacked],
    queryFn: ({ signal }) => readDays(view, signal),
    placeholderData: keepPreviousData,
    // What is looked at does not move: new pictures come when they are asked for, or with the next visit.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** The same search as it would be now. */
export const libraryNewsQuery = (q: string, list: LibraryDays) =>
  queryOptions({
    queryKey: ["library", "news", q, list.isStacked, list.asOf],
    queryFn: ({ signal }) => readDays({ q, isStacked: list.isStacked }, signal),
    initialData: list,
    staleTime: NEWS_INTERVAL_MS,
    refetchInterval: NEWS_INTERVAL_MS,
    gcTime: 0,
  });

type ChunkPlace = LibraryView & { from: string; to: string; asOf: string; offset: number };

/** A stretch of the list: what those days have, from `offset` on. Whoever reads it keeps it. */
export const libraryChunkQuery = ({ q, isStacked, from, to, asOf, offset }: ChunkPlace) =>
  queryOptions({
    queryKey: ["library", "chunk", q, isStacked, asOf, from, to, offset],
    queryFn: ({ signal }) =>
      getJson(
        `/api/library/pictures?${new URLSearchParams({ ...asked({ q, isStacked }), from, to, asOf, offset: String(offset) })}`,
        async () => (await import("@/lib/library/schema")).libraryChunkSchema,
        signal,
      ),
    gcTime: 0,
  });

/** What a search finds of the stack of a picture, the cover first. */
export const libraryStackQuery = (q: string, imageId: string) =>
  queryOptions({
    queryKey: ["library", "stack", q, imageId],
    queryFn: ({ signal }) =>
      getJson(
        `/api/library/stack?${new URLSearchParams({ q, imageId })}`,
        async () => (await import("@/lib/library/schema")).libraryChunkSchema,
        signal,
      ),
    // Nothing moves while it is looked at.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

type IdsPlace = ChunkPlace & { limit: number };

/** The same for ids alone, as many as are wanted. */
export const readLibraryIds = async (
  { q, isStacked, limit, offset, ...place }: IdsPlace,
  signal: AbortSignal,
) => {
  const query = new URLSearchParams({
    ...asked({ q, isStacked }),
    ...place,
    ...{ offset: String(offset), limit: String(limit) },
  });
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

export const generationMarksQuery = (generationIds: readonly string[]) =>
  queryOptions({
    queryKey: ["library", "marks", ...generationIds],
    queryFn: ({ signal }) =>
      getJson(
        `/api/library/marks?${new URLSearchParams(generationIds.map((id) => ["generationId", id]))}`,
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
