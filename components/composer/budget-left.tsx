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

type BudgetLeftProps = { composer: Composer; className?: string };

/**
 * What is left before a press is refused; nothing where there is no cap. Stands in a container, and says in fewer
 * words what has no room there.
 */
export function BudgetLeft({ composer, className }: BudgetLeftProps) {
  const view = useLeft(composer);
  const cap = view && tightest(view.caps);
  if (!cap) return null;
  const { leftMicroUsd, capMicroUsd, warnPercent } = cap;
  const asked = askedOf(composer);
  const isShort = asked !== null && asked > leftMicroUsd;
  const isNear = (capMicroUsd - leftMicroUsd) * 100 >= capMicroUsd * warnPercent;
  return isShort || isNear ? (
    <Warning {...{ cap, isShort, className }} raisers={view.raisers} />
  ) : (
    <Quiet cap={cap} className={className} />
  );
}

type Part = { cap: LeftView["caps"][number]; className: string | undefined };

function Quiet({ cap, className }: Part) {
  const t = useTranslations("composer.budget");
  const left = useCents()(cap.leftMicroUsd);
  return <span className={cn("hidden @min-[150px]:inline", className)}>{t("some", { left })}</span>;
}

/** With an icon, and in the colour of the text: amber alone says nothing. */
function Warning(props: Part & { isShort: boolean; raisers: readonly string[] }) {
  const { cap, isShort, raisers, className } = props;
  const t = useTranslations("composer.budget");
  const locale = useLocale();
  const cents = useCents();
  const { scope, name } = cap;
  const left = cents(cap.leftMicroUsd);
  const who = new Intl.ListFormat(locale, { type: "disjunction" }).format(raisers);
  const sentence = isShort
    ? t("short", { scope, name, left, who })
    : t("near", { left, cap: cents(cap.capMicroUsd) });
  return (
    <span className={cn("inline-flex items-start gap-1.5 text-start text-ink-2", className)}>
      <TriangleAlert className="mt-0.5 size-3.5 text-amber" />
      <span className="@min-[320px]:hidden">{t("brief", { left })}</span>
      <span className="hidden @min-[320px]:inline">{sentence}</span>
    </span>
  );
}
