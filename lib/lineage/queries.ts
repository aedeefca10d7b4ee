import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";

/** Where a picture comes from and what goes on from it. */
export const lineageQuery = (imageId: string) =>
  queryOptions({
    queryKey: ["lineage", imageId],
    queryFn: ({ signal }) =>
      getJson(
        `/api/images/${imageId}/lineage`,
        async () => (await import("@/lib/lineage/schema")).lineageSchema,
        signal,
      ),
    // A picture that was made meanwhile may go on from it.
    staleTime: 0,
  });
