import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { MadeBeforeRequest } from "@/lib/library/schema/made-before";
import { HttpError } from "@/lib/shared/get-json";

const PATH = "/api/library/made-before";

async function read(request: MadeBeforeRequest, signal: AbortSignal) {
  const response = await fetch(PATH, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
    signal,
  });
  if (!response.ok) throw new HttpError(PATH, response.status);
  const { madeBeforeSchema } = await import("@/lib/library/schema/made-before");
  return madeBeforeSchema.parse(await response.json()).pictures;
}

/** Nobody waits for it: what cannot be read is not asked for again. Another request ends it. */
export const madeBeforeQuery = (request: MadeBeforeRequest) =>
  queryOptions({
    queryKey: ["library", "made-before", request],
    queryFn: ({ signal }) => read(request, signal),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
