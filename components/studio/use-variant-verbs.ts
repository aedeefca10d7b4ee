import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { applyStatus } from "@/components/generation/feed-cache";
import type { FeedVerbs } from "@/components/generation/verbs";
import { showToast } from "@/components/ui/toast";
import { checkVariantAction, retryVariantAction } from "@/lib/generation/actions";
import { generationFeedQuery, generationQuery } from "@/lib/generation/queries";
import type { GenerationView } from "@/lib/generation/schema";

const REFUSED = { not_retryable: "notRetryable", nothing_to_check: "nothingToCheck" } as const;

/** Retry and check, whose outcome goes into the feed or, when refused, into a toast. */
export function useVariantVerbs(projectId: string): Pick<FeedVerbs, "retry" | "check"> {
  const t = useTranslations("feed");
  const queryClient = useQueryClient();

  const show = (generation: GenerationView) => {
    applyStatus(queryClient, projectId, { generations: [generation] });
    const { queryKey } = generationQuery(generation.id);
    if (queryClient.getQueryData(queryKey)) queryClient.setQueryData(queryKey, generation);
  };
  const refuse = (code: string) => {
    showToast({
      text: t(code in REFUSED ? REFUSED[code as keyof typeof REFUSED] : "actionFailed"),
    });
    void queryClient.invalidateQueries({ queryKey: generationFeedQuery(projectId).queryKey });
  };
  // The network can fail below an action, and then it throws.
  const guard = (run: () => Promise<void>) => run().catch(() => refuse("internal"));

  return {
    retry: ({ id: variantId }) =>
      guard(async () => {
        const retried = await retryVariantAction({ variantId });
        if (retried.ok) show(retried.value.generation);
        else refuse(retried.error.code);
      }),
    check: ({ id: variantId }) =>
      guard(async () => {
        const checked = await checkVariantAction({ variantId });
        if (!checked.ok) refuse(checked.error.code);
      }),
  };
}
