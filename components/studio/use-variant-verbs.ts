import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { applyStatus } from "@/components/generation/feed-cache";
import type { FeedVerbs } from "@/components/generation/verbs";
import type { VariantVerb } from "@/components/studio/variant-verbs";
import { later } from "@/components/ui/on-demand";
import { showToast } from "@/components/ui/toast";
import { generationFeedQuery, generationQuery } from "@/lib/generation/queries";
import type { GenerationView } from "@/lib/generation/schema";

const doing = later(() => import("@/components/studio/variant-verbs"));

/** What a person does to one variant; the outcome goes into the feed or, when refused, into a toast. */
export function useVariantVerbs(projectId: string) {
  const feed = useTranslations("feed");
  const composer = useTranslations("composer");
  const locale = useLocale();
  const queryClient = useQueryClient();

  const show = (generation: GenerationView) => {
    applyStatus(queryClient, projectId, { generations: [generation] });
    const { queryKey } = generationQuery(generation.id);
    if (queryClient.getQueryData(queryKey)) queryClient.setQueryData(queryKey, generation);
  };
  const run =
    (verb: VariantVerb): FeedVerbs["retry"] =>
    async ({ id }) => {
      // The network can fail below an action, or before its code is here.
      const done = await doing()
        .then(({ doToVariant }) => doToVariant(verb, id, { feed, composer, locale }))
        .catch(() => ({ refused: feed("actionFailed") }));
      if ("refused" in done) {
        showToast({ text: done.refused });
        void queryClient.invalidateQueries({ queryKey: generationFeedQuery(projectId).queryKey });
      } else if (done.generation) show(done.generation);
    };
  return { retry: run("retry"), check: run("check"), cancel: run("cancel"), show };
}
