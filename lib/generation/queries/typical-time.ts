import { queryOptions } from "@tanstack/react-query";
import type { TypicalTimeRequest } from "@/lib/generation/schema/timings";
import { getJson } from "@/lib/shared/get-json";

/** How long such a picture takes; every picture that is finished teaches a little more. */
export const typicalTimeQuery = ({ model, resolution, referenceCount }: TypicalTimeRequest) =>
  queryOptions({
    queryKey: ["generation", "typical-time", model, resolution, referenceCount],
    queryFn: ({ signal }) =>
      getJson(
        `/api/typical-time?${new URLSearchParams({ model, resolution, referenceCount: `${referenceCount}` })}`,
        async () => (await import("@/lib/generation/schema/timings")).typicalTimeSchema,
        signal,
      ),
    staleTime: 60_000,
  });
