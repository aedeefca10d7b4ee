import type { useTranslations } from "next-intl";
import { refusalMessage } from "@/components/composer/refusal";
import {
  cancelVariantAction,
  checkVariantAction,
  retryVariantAction,
} from "@/lib/generation/actions";
import type { GenerationView } from "@/lib/generation/schema";

const ACTIONS = {
  retry: retryVariantAction,
  check: checkVariantAction,
  cancel: cancelVariantAction,
};

export type VariantVerb = keyof typeof ACTIONS;

type Answer = Awaited<ReturnType<(typeof ACTIONS)[VariantVerb]>>;
type Refusal = Extract<Answer, { ok: false }>["error"];

const REFUSED = {
  not_retryable: "notRetryable",
  has_ended: "notRetryable",
  nothing_to_check: "nothingToCheck",
} as const;

type Words = {
  feed: ReturnType<typeof useTranslations<"feed">>;
  composer: ReturnType<typeof useTranslations<"composer">>;
  locale: string;
};

/** A refusal as one sentence. */
function textOf(error: Refusal, { feed, composer, locale }: Words): string {
  if (error.code === "too_often" || (error.code === "budget_exceeded" && "scope" in error)) {
    const { key, values } = refusalMessage(error, locale);
    return composer(`refusal.${key}`, values);
  }
  return feed(error.code in REFUSED ? REFUSED[error.code as keyof typeof REFUSED] : "actionFailed");
}

/** What has changed, if that is known by now, or why nothing did. */
export async function doToVariant(
  verb: VariantVerb,
  variantId: string,
  words: Words,
): Promise<{ generation: GenerationView | null } | { refused: string }> {
  const answer: Answer = await ACTIONS[verb]({ variantId });
  if (!answer.ok) return { refused: textOf(answer.error, words) };
  const { value } = answer;
  return { generation: value && "generation" in value ? value.generation : null };
}
