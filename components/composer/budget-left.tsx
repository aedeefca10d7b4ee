import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { compiledPrompt } from "@/components/composer/compiled-prompt";
import { priceOf } from "@/components/composer/prices";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { cn } from "@/components/ui/cn";
import { leftQuery } from "@/lib/money/queries/caps";
import type { LeftView } from "@/lib/money/schema/caps";
import { formatMicroUsd } from "@/lib/shared/money";

/** What one press costs now; null where nothing can be sent for want of a price. */
function askedOf({ state, prices }: Composer): number | null {
  const price = priceOf(prices, modelOf(state), state.resolution);
  const count = state.variantCount * compiledPrompt(state).expansionCount;
  return price && price.priceMicroUsd * count;
}

/** The cap that would say no first. */
const tightest = (caps: LeftView["caps"]) =>
  caps.reduce<LeftView["caps"][number] | null>(
    (least, cap) => (least && least.leftMicroUsd <= cap.leftMicroUsd ? least : cap),
    null,
  );

function useLeft({ projectId, isSending, mayGenerate }: Composer) {
  const { data, refetch } = useQuery({ ...leftQuery(projectId), enabled: mayGenerate });
  // A press has just taken something.
  useEffect(() => {
    if (!isSending && mayGenerate) void refetch();
  }, [isSending, mayGenerate, refetch]);
  return data;
}

/** To whole cents, and never more than there is. */
function useCents() {
  const locale = useLocale();
  return (microUsd: number) => formatMicroUsd(Math.floor(microUsd / 10_000) * 10_000, locale);
}

/** What is left before a press is refused; nothing where there is no cap. */
export function BudgetLeft({ composer, className }: { composer: Composer; className?: string }) {
  const t = useTranslations("composer.budget");
  const locale = useLocale();
  const cents = useCents();
  const view = useLeft(composer);
  const cap = view && tightest(view.caps);
  if (!cap) return null;
  const { scope, name, leftMicroUsd, capMicroUsd, warnPercent } = cap;
  const asked = askedOf(composer);
  const left = cents(leftMicroUsd);
  const isShort = asked !== null && asked > leftMicroUsd;
  const isNear = (capMicroUsd - leftMicroUsd) * 100 >= capMicroUsd * warnPercent;
  const who = new Intl.ListFormat(locale, { type: "disjunction" }).format(view.raisers);
  if (!isShort && !isNear) return <span className={className}>{t("some", { left })}</span>;
  return (
    <span className={cn("inline-flex items-start gap-1.5 text-start", className)}>
      <TriangleAlert className="mt-0.5 size-3.5 text-amber" />
      <span className="text-ink-2">
        {isShort
          ? t("short", { scope, name, left, who })
          : t("near", { left, cap: cents(capMicroUsd) })}
      </span>
    </span>
  );
}
