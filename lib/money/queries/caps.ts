import { queryOptions } from "@tanstack/react-query";
import type { MoneyKind } from "@/lib/money/schema/caps";
import { getJson } from "@/lib/shared/get-json";

/** Colleagues spend from the same caps. */
const INTERVAL_MS = 15_000;

const schemas = () => import("@/lib/money/schema/caps");

/** What the next press in a project can still cost. */
export const leftQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["money", "left", projectId],
    queryFn: ({ signal }) =>
      getJson(
        `/api/caps/left?projectId=${projectId}`,
        async () => (await schemas()).leftViewSchema,
        signal,
      ),
    refetchInterval: INTERVAL_MS,
  });

export const capsQuery = (money: MoneyKind) =>
  queryOptions({
    queryKey: ["money", "caps", money],
    queryFn: ({ signal }) =>
      getJson(`/api/caps?money=${money}`, async () => (await schemas()).capsViewSchema, signal),
    refetchInterval: INTERVAL_MS,
  });
