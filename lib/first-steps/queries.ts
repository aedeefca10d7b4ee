import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";

const RUNNING_INTERVAL_MS = 1_000;

/** How far the team is. It is read often only while something of it is under way. */
export const firstStepsQuery = () =>
  queryOptions({
    queryKey: ["first-steps"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/first-steps",
        async () => (await import("@/lib/first-steps/schema")).firstStepsViewSchema,
        signal,
      ),
    staleTime: 5_000,
    refetchInterval: ({ state }) =>
      state.data?.key.state === "running" || state.data?.picture.state === "running"
        ? RUNNING_INTERVAL_MS
        : false,
  });
