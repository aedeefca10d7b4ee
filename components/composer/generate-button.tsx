import { useLocale, useTranslations } from "next-intl";
import { generateBlock, modelOf } from "@/components/composer/generate-block";
import { priceOf } from "@/components/composer/prices";
import type { Composer } from "@/components/composer/use-composer";
import { useIsMac } from "@/components/composer/use-is-mac";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { formatMicroUsd } from "@/lib/shared/money";

/** The reason in words why nothing can be sent, or null. */
export function useBlockText({ state, prices }: Composer): string | null {
  const t = useTranslations("composer");
  const block = generateBlock(state, prices);
  return block && t(`block.${block.code}`, { ...block });
}

function usePrice({ state, prices }: Composer) {
  const t = useTranslations("composer");
  const locale = useLocale();
  const found = priceOf(prices, modelOf(state), state.resolution);
  if (!found) return null;
  const { priceMicroUsd: each, kind, source, readOn } = found;
  const key = kind === "upper_estimate" ? "estimateUpper" : "estimateListed";
  const count = state.variantCount;
  return {
    total: formatMicroUsd(each * count, locale),
    hint: t(key, { count, price: formatMicroUsd(each, locale), source, readOn }),
  };
}

type GenerateButtonProps = { composer: Composer; generate: () => void; className?: string };

export function GenerateButton({ composer, generate, className }: GenerateButtonProps) {
  const t = useTranslations("composer");
  const isMac = useIsMac();
  const price = usePrice(composer);
  const reason = useBlockText(composer) ?? undefined;
  return (
    <Button
      kind="paper"
      size={36}
      keys={isMac ? "⌘⏎" : "Ctrl⏎"}
      isLoading={composer.isSending}
      disabledReason={reason}
      hint={price?.hint ?? ""}
      // The second click of a double click is not a second press.
      onClick={({ detail }) => detail < 2 && generate()}
      className={cn("max-tablet:h-11", className)}
    >
      {t("generate", { count: composer.state.variantCount })}
      <span className={cn("font-regular", !reason && "text-on-paper-2")}>{price?.total}</span>
    </Button>
  );
}
