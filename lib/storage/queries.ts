import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";

/** Between two looks at a check that is under way. */
const POLL_INTERVAL_MS = 1_000;

export const storageQuery = () =>
  queryOptions({
    queryKey: ["storage"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/storage",
        async () => (await import("@/lib/storage/schema")).storageViewSchema,
        signal,
      ),
    refetchInterval: ({ state }) => (state.data?.underWay ? POLL_INTERVAL_MS : false),
    gcTime: 0,
  });
