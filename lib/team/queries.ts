import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";

const schemas = () => import("@/lib/team/schema");

/** Who comes and goes shows within this time. */
const PEOPLE_INTERVAL_MS = 15_000;

export const peopleQuery = () =>
  queryOptions({
    queryKey: ["team", "people"],
    queryFn: ({ signal }) =>
      getJson("/api/people", async () => (await schemas()).peopleViewSchema, signal),
    refetchInterval: PEOPLE_INTERVAL_MS,
  });

/** A screen follows a changed role, or the end of its session, within this time. */
const SELF_INTERVAL_MS = 5_000;

export const selfQuery = () =>
  queryOptions({
    queryKey: ["team", "self"],
    queryFn: ({ signal }) =>
      getJson("/api/self", async () => (await schemas()).selfViewSchema, signal),
    refetchInterval: SELF_INTERVAL_MS,
    retry: false,
  });
