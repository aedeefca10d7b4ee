import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";

/** What a check finds shows within the first, what anybody else does within the second. */
const CHECKING_INTERVAL_MS = 1_000;
const INTERVAL_MS = 10_000;

export const keysQuery = () =>
  queryOptions({
    queryKey: ["gateway-key", "list"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/keys",
        async () => (await import("@/lib/gateway-key/schema")).keysViewSchema,
        signal,
      ),
    refetchInterval: ({ state }) =>
      state.data?.keys.some(({ isChecking }) => isChecking) ? CHECKING_INTERVAL_MS : INTERVAL_MS,
  });
