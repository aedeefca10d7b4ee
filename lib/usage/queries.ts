import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";
import type { GroupsQuery, UsageQuery } from "@/lib/usage/schema";

/** Figures of a month are no stock prices. */
const STALE_MS = 60_000;

const schemas = () => import("@/lib/usage/schema");

export const paramsOf = (query: UsageQuery | GroupsQuery) =>
  new URLSearchParams(Object.entries(query));

export const usageQuery = (query: UsageQuery) =>
  queryOptions({
    queryKey: ["usage", "figures", query],
    queryFn: ({ signal }) =>
      getJson(
        `/api/usage?${paramsOf(query)}`,
        async () => (await schemas()).usageViewSchema,
        signal,
      ),
    staleTime: STALE_MS,
    placeholderData: keepPreviousData,
  });

export const usageGroupsQuery = (query: GroupsQuery) =>
  queryOptions({
    queryKey: ["usage", "groups", query],
    queryFn: ({ signal }) =>
      getJson(
        `/api/usage/groups?${paramsOf(query)}`,
        async () => (await schemas()).usageGroupsSchema,
        signal,
      ),
    staleTime: STALE_MS,
    placeholderData: keepPreviousData,
  });

export const reconciliationQuery = (query: UsageQuery) =>
  queryOptions({
    queryKey: ["usage", "balances", query],
    queryFn: ({ signal }) =>
      getJson(
        `/api/usage/balances?${paramsOf(query)}`,
        async () => (await schemas()).reconciliationSchema,
        signal,
      ),
    staleTime: STALE_MS,
    placeholderData: keepPreviousData,
  });
