import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { LogSearch } from "@/lib/audit/schema";
import { getJson } from "@/lib/shared/get-json";

const schemas = () => import("@/lib/audit/schema");

/** As the server is asked. */
export const paramsOf = (search: LogSearch): URLSearchParams =>
  new URLSearchParams(
    Object.entries(search).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );

/** The team's log, newest first. */
export const logQuery = (search: LogSearch) =>
  infiniteQueryOptions({
    queryKey: ["log", "list", search],
    queryFn: ({ signal, pageParam }) => {
      const params = paramsOf(search);
      if (pageParam) params.set("cursor", pageParam);
      return getJson(`/api/log?${params}`, async () => (await schemas()).logPageSchema, signal);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    // What was found before stays while the next is looked for.
    placeholderData: (previous) => previous,
    refetchOnWindowFocus: "always",
    gcTime: 0,
  });

/** Who can be looked for. */
export const logPeopleQuery = () =>
  queryOptions({
    queryKey: ["log", "people"],
    queryFn: ({ signal }) =>
      getJson("/api/log/people", async () => (await schemas()).logPeopleSchema, signal),
  });
