import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";

/** What a picture costs now; an admin may change it while the composer is open. */
export const pricesQuery = () =>
  queryOptions({
    queryKey: ["money", "prices"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/prices",
        async () => (await import("@/lib/money/schema")).pricesViewSchema,
        signal,
      ),
    staleTime: 60_000,
  });
