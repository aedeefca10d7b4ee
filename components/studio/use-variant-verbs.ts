import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { applyStatus } from "@/components/generation/feed-cache";
import type { FeedVerbs } from "@/components/generation/verbs";
import { later } from "@/components/ui/on-demand";
import { showToast } from "@/components/ui/toast";
import {
  cancelVariantAction,
  checkVariantAction,
  retryVariantAction,
} from "@/lib/generation/actions";
import { generationFeedQuery, generationQuery } from "@/lib/generation/queries";
import type { GenerationView } from "@/lib/generation/schema";

const refusals = later(() => import("@/components/composer/refusal"));

const REFUSED = {
  not_retryable: "notRetryable",
  has_ended: "notRetryable",
  nothing_to_check: "nothingToCheck",
} as const;

type RetryError = Extract<Awaited<ReturnType<typeof retryVariantAction>>, { ok: false }>["error"];

/** A refusal as one sentence. */
function useRefusalText() {
  const t = useTranslations("feed");
  const composer = useTranslations("composer");
  const locale = useLocale();
  return async (error: RetryError | { code: string }) => {
    if (error.code === "budget_exceeded" && "scope" in error) {
      const { refusalMessage } = await refusals();
      const { key, values } = refusalMessage(error, locale);
      return composer(`refusal.${key}`, values);
    }
    return t(error.code in REFUSED ? REFUSED[error.code as keyof typeof REFUSED] : "actionFailed");
  };
}

/** What a person does to one variant; the outcome goes into the feed or, when refused, into a toast. */
export function useVariantVerbs(projectId: string) {
  const refusalText = useRefusalText();
  const queryClient = useQueryClient();

  const show = (generation: GenerationView) => {
    applyStatus(queryClient, projectId, { generations: [generation] });
    const { queryKey } = generationQuery(generation.id);
    if (queryClient.getQueryData(queryKey)) queryClient.setQueryData(queryKey, generation);
  };
  const refuse = async (error: RetryError | { code: string }) => {
    showToast({ text: await refusalText(error) });
    void queryClient.invalidateQueries({ queryKey: generationFeedQuery(projectId).queryKey });
  };
  // The network can fail below an action, and then it throws.
  const guard = (run: () => Promise<void>) => run().catch(() => refuse({ code: "internal" }));

  const retry: FeedVerbs["retry"] = ({ id: variantId }) =>
    guard(async () => {
      const retried = await retryVariantAction({ variantId });
      if (retried.ok) show(retried.value.generation);
      else await refuse(retried.error);
    });
  const check: FeedVerbs["check"] = ({ id: variantId }) =>
    guard(async () => {
      const checked = await checkVariantAction({ variantId });
      if (!checked.ok) await refuse(checked.error);
    });
  const cancel: NonNullable<FeedVerbs["cancel"]> = ({ id: variantId }) =>
    guard(async () => {
      const cancelled = await cancelVariantAction({ variantId });
      if (!cancelled.ok) await refuse(cancelled.error);
    });
  return { retry, check, cancel, show };
}
