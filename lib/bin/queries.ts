import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";

const schemas = () => import("@/lib/bin/schema");

/** The team's bin, latest first. */
export const binQuery = () =>
  infiniteQueryOptions({
    queryKey: ["bin", "list"],
    queryFn: ({ signal, pageParam }) =>
      getJson(
        `/api/bin?${new URLSearchParams(pageParam ? { cursor: pageParam } : {})}`,
        async () => (await schemas()).binPageSchema,
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    // Somebody else may have emptied it, or filled it from another window.
    refetchOnWindowFocus: "always",
    gcTime: 0,
  });

/** How much is in it. */
export const binTotalQuery = () =>
  queryOptions({
    queryKey: ["bin", "total"],
    queryFn: ({ signal }) =>
      getJson("/api/bin/total", async () => (await schemas()).binTotalAnswerSchema, signal),
    staleTime: 0,
  });
