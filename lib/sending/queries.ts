import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";

/** A pause by somebody else shows on every screen within this time. */
const POLL_INTERVAL_MS = 10_000;

export const sendingQuery = () =>
  queryOptions({
    queryKey: ["sending"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/sending",
        async () => (await import("@/lib/sending/schema")).sendingViewSchema,
        signal,
      ),
    refetchInterval: POLL_INTERVAL_MS,
  });
