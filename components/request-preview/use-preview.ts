import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { askedFor } from "@/components/composer/asked";
import { draftOf } from "@/components/composer/composer-state";
import { generateBlock, type Way } from "@/components/composer/generate-block";
import type { Composer } from "@/components/composer/use-composer";
import { useSettled } from "@/components/ui/use-settled";
import { fetchPreview } from "@/lib/generation/queries/preview";
import { stageImageAction } from "@/lib/reference-image/actions";

/** A pause in typing. */
const SETTLED_AFTER_MS = 200;
/** Until the pictures that had to be uploaded are on the gateway. */
const UPLOADS_INTERVAL_MS = 3_000;

/** What a press of that button would send; the last answer stays until the next is here. */
export function usePreview(composer: Composer, way: Way) {
  const { state, projectId } = composer;
  const settled = useSettled(state, SETTLED_AFTER_MS);
  const query = useQuery({
    queryKey: ["generation", "preview", projectId, way, { ...draftOf(settled), changedAt: 0 }],
    queryFn: async ({ signal }) => {
      const asked = await askedFor(settled, way, stageImageAction);
      return asked.ok ? fetchPreview({ projectId, ...asked.value }, signal) : asked;
    },
    enabled: generateBlock(settled, composer, way) === null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.ok && data.value.references.some(({ isOnGateway }) => !isOnGateway)
        ? UPLOADS_INTERVAL_MS
        : false,
    retry: false,
    gcTime: 10_000,
  });
  return { ...query, isBehind: settled !== state || query.isPlaceholderData };
}
