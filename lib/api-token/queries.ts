import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";

export const tokensQuery = () =>
  queryOptions({
    queryKey: ["api-token", "list"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/tokens",
        async () => (await import("@/lib/api-token/schema")).tokensViewSchema,
        signal,
      ),
    refetchOnWindowFocus: "always",
  });
