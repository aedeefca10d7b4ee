import { CircleQuestionMark, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { AttentionFacts, type Entry } from "@/components/attention/attention-facts";
import { DecisionButtons } from "@/components/attention/decision-buttons";
import type { Decide } from "@/components/attention/doubt";
import { FetchAgainButton } from "@/components/attention/fetch-again-button";
import { pictureCode } from "@/components/generation/formats";
import { Button } from "@/components/ui/button";

type AttentionEntryProps = {
  entry: Entry;
  decide: Decide;
  settle: (variantId: string) => Promise<void>;
};

/** What happened to one picture, what it may have cost, and what can be done. */
export function AttentionEntry({ entry, decide, settle }: AttentionEntryProps) {
  const t = useTranslations("attention");
  const { variant, generationId } = entry;
  const code = pictureCode(entry.generationCode, variant);
  const isUnknown = variant.status === "unknown";
  const isLost = variant.status === "failed" && variant.attention === "paid_result_lost";
  const Icon = isUnknown ? CircleQuestionMark : TriangleAlert;
  const query = new URLSearchParams({ g: generationId, v: variant.id });
  const doubt = {
    variantId: variant.id,
    code,
    priceMicroUsd: entry.reservedMicroUsd,
    taskIdHint: entry.taskIdHint,
  };
  return (
    <li className="border-hair border-t py-4">
      <article aria-label={code} className="flex gap-3">
        <Icon className="mt-0.5 text-amber" />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <Link
              href={`/?${query}`}
              aria-label={t("openPicture", { code })}
              className="inline-flex min-h-6 items-center font-mono text-slug underline decoration-hair-2 underline-offset-4 hover:decoration-ink max-tablet:min-h-11"
            >
              {code}
            </Link>
            <span className="text-ink-3 text-small">{entry.authorName}</span>
          </p>
          <p className="mt-0.5">{t(`reason.${variant.attention ?? "unknown"}`)}</p>
          <AttentionFacts entry={entry} />
          <div className="mt-3 flex flex-wrap gap-1.5">
            {isLost ? <FetchAgainButton variantId={variant.id} code={code} /> : null}
            {isUnknown ? <DecisionButtons doubt={doubt} decide={decide} /> : null}
            {variant.attention ? <SettleButton settle={() => settle(variant.id)} /> : null}
          </div>
        </div>
      </article>
    </li>
  );
}

function SettleButton({ settle }: { settle: () => Promise<void> }) {
  const t = useTranslations("attention");
  const [isPending, startTransition] = useTransition();
  return (
    <Button
      size={26}
      isLoading={isPending}
      onClick={() => startTransition(settle)}
      className="max-tablet:min-h-11 max-tablet:px-3"
    >
      {t("settle")}
    </Button>
  );
}
