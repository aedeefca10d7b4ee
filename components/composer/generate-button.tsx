import { useLocale, useTranslations } from "next-intl";
import { compiledPrompt } from "@/components/composer/compiled-prompt";
import { generateBlock, type Way } from "@/components/composer/generate-block";
import { priceOf } from "@/components/composer/prices";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { formatMicroUsd } from "@/lib/shared/money";

/** `goesFirst`: before what else the person has waiting. */
export type Generate = (way: Way, asking?: { goesFirst: boolean }) => void;

/** The reason in words why nothing can be sent that way, or null. */
export function useBlockText(composer: Composer) {
  const t = useTranslations("composer");
  return (way: Way): string | null => {
    const block = generateBlock(composer.state, composer, way);
    return block && t(`block.${block.code}`, { ...block });
  };
}

/** Pictures that one press makes: each text that the prompt expands to, so many times. */
const pictureCount = (state: Composer["state"]) =>
  state.variantCount * compiledPrompt(state).expansionCount;

function usePrice({ state, prices }: Composer, count: number) {
  const t = useTranslations("composer");
  const locale = useLocale();
  const found = priceOf(prices, modelOf(state), state.resolution);
  if (!found) return null;
  const { priceMicroUsd: each, kind, source, readOn } = found;
  const key = kind === "upper_estimate" ? "estimateUpper" : "estimateListed";
  return {
    total: formatMicroUsd(each * count, locale),
    hint: t(key, { count, price: formatMicroUsd(each, locale), source, readOn }),
  };
}

type GenerateButtonProps = {
  composer: Composer;
  generate: Generate;
  /** Id of what is read after its name and price. */
  describedBy?: string | undefined;
  className?: string;
};

export function GenerateButton(props: GenerateButtonProps) {
  const { composer, generate, describedBy, className } = props;
  const t = useTranslations("composer");
  const keys = useKeys("generate");
  const count = pictureCount(composer.state);
  const price = usePrice(composer, count);
  const reason = useBlockText(composer)("fresh") ?? undefined;
  return (
    <Button
      kind="paper"
      size={36}
      keys={keys}
      isLoading={composer.isSending}
      disabledReason={reason}
      hint={price?.hint ?? ""}
      aria-describedby={describedBy}
      // The second click of a double click is not a second press.
      onClick={({ detail }) => detail < 2 && generate("fresh")}
      className={cn("max-tablet:h-11", className)}
    >
      {t("generate", { count })}
      <span className={cn("font-regular", !reason && "text-on-paper-2")}>{price?.total}</span>
    </Button>
  );
}
