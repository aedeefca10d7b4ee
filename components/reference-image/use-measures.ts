import { useQueries } from "@tanstack/react-query";
import type { Measures } from "@/components/reference-image/measure";
import { imageOf, type Slots } from "@/components/reference-image/slots";

/** Not before the browser has nothing better to do. */
const untilIdle = () =>
  new Promise<void>((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve());
    else setTimeout(resolve);
  });

async function measureLater(id: string): Promise<Measures> {
  await untilIdle();
  const { measurePicture } = await import("@/components/reference-image/measure-picture");
  return measurePicture(id);
}

/** By the id of the picture, as far as they are known; each is measured once. */
export function useMeasures(slots: Slots): ReadonlyMap<string, Measures> {
  const ids = new Set(
    slots.flatMap((slot) => (slot.content.kind === "ready" ? [imageOf(slot)?.id ?? ""] : [])),
  );
  return useQueries({
    queries: [...ids].map((id) => ({
      queryKey: ["reference-measures", id],
      queryFn: async () => [id, await measureLater(id)] as const,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
      retry: 1,
    })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [data] : []))),
  });
}
