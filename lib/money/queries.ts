import { queryOptions } from "@tanstack/react-query";
import { pricesViewSchema } from "@/lib/money/schema";
import { getJson } from "@/lib/shared/get-json";

/** What a picture costs now; an admin may change it while the composer is open. */
export const pricesQuery = () =>
  queryOptions({
    queryKey: ["money", "prices"],
    queryFn: ({ signal }) => getJson("/api/prices", pricesViewSchema, signal),
    staleTime: 60_000,
  });
